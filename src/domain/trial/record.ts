/** Writes down what became of a candidate: the one place where a trial record is made. */

import type { Benchmark } from '../benchmark.ts';
import { digestOf } from '../digest.ts';
import { experimentId } from './experiment-id.ts';
import type { Judgement } from './judgement.ts';
import type { Author, Cost, EngineIdentity, Trial } from './trial.ts';

/** The pull request a candidate stands in; null for a file that is only being evaluated. */
export interface TrialHead {
  readonly pullRequest: number;
  readonly headSha: string;
  /** Committer time in seconds: the same head is the same record, whenever it is judged. */
  readonly headTime: number;
  readonly baseSha: string;
}

export interface TrialSubject {
  readonly title: string;
  readonly hypothesis: string;
  readonly source: string;
  readonly author: Author;
  readonly parent: string | null;
  readonly head: TrialHead | null;
  readonly baselineSource: string;
}

export interface TrialCircumstances {
  readonly benchmark: Benchmark;
  readonly engine: EngineIdentity;
  readonly seenBefore: readonly number[];
  readonly cost: Cost;
}

/** The trial as it is stored: a pure function of what was tried and what came of it. */
export function recordTrial(
  subject: TrialSubject,
  judgement: Judgement,
  circumstances: TrialCircumstances,
): Trial {
  const { benchmark, engine, seenBefore, cost } = circumstances;
  const { head } = subject;
  const sourceDigest = digestOf(subject.source);
  const baselineDigest = digestOf(subject.baselineSource);
  const { status, held_reason, stage, evaluation, comparison, analysis } = judgement;
  return {
    schema: 2,
    experiment_id: experimentId({
      benchmark: benchmark.name,
      sourceDigest,
      headSha: head?.headSha ?? null,
      baselineDigest,
    }),
    timestamp: head?.headTime ?? null,
    timestamp_iso: head ? new Date(head.headTime * 1000).toISOString() : null,
    benchmark: { name: benchmark.name, measurement_digest: benchmark.measurement_digest },
    engine,
    candidate: {
      title: subject.title,
      hypothesis: subject.hypothesis,
      source_digest: sourceDigest,
      source_bytes: new TextEncoder().encode(subject.source).length,
      author: subject.author,
      parent: subject.parent,
      pull_request: head?.pullRequest ?? null,
      head_sha: head?.headSha ?? null,
      base_sha: head?.baseSha ?? null,
    },
    baseline: { source_digest: baselineDigest, evaluation: judgement.baseline },
    status,
    held_reason,
    stage,
    evaluation,
    comparison,
    analysis,
    seen_before: seenBefore,
    cost,
  };
}
