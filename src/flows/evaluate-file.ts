/** One trial of a file that stands in no pull request: nothing is stored. */

import { digestOf } from '../domain/digest.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { readHeader } from '../domain/source/header.ts';
import { recordTrial } from '../domain/trial/record.ts';
import { noCost, type Trial } from '../domain/trial/trial.ts';
import { type Bench, judgeCandidate } from './judge.ts';

export interface CandidateFile {
  /** Its title, unless its header comment has one. */
  readonly name: string;
  readonly source: string;
  readonly baselineSource: string;
}

export interface FileTrial {
  readonly trial: Trial;
  /** The baseline's evaluation, for the tables. */
  readonly baseline: Evaluation | null;
}

export async function evaluateFile(
  { name, source, baselineSource }: CandidateFile,
  bench: Bench,
): Promise<FileTrial> {
  const header = readHeader(source);
  const judgement = await judgeCandidate({ source, baselineSource }, bench);
  const trial = recordTrial(
    {
      title: header?.title ?? name,
      hypothesis: header?.hypothesis ?? '',
      source,
      baselineSource,
      author: 'person',
      parent: digestOf(baselineSource),
      head: null,
    },
    judgement,
    { benchmark: bench.benchmark, engine: bench.evaluator.engine, seenBefore: [], cost: noCost },
  );
  return { trial, baseline: judgement.baseline };
}
