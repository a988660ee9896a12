/** Where candidates go the whole way: pull request, evaluation in QuickJS, held-out clips, permit, merge. */

import { memoryCache } from '../../src/adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import { judge } from '../../src/domain/verdict.ts';
import { sandboxEvaluator } from '../../src/flows/evaluate.ts';
import { evolve } from '../../src/flows/evolve.ts';
import type { Workshop } from '../../src/flows/workshop.ts';
import { MemoryForge } from '../support/memory-forge.ts';
import { codecPath, scripted } from '../support/workshop.ts';

export interface Outcome {
  /** The verdict in words, as `rejected: clip_loss`. */
  readonly got: string;
  readonly merged: 'merged' | 'not merged';
  /** Percent; null without one. */
  readonly shown: number | null;
  readonly heldOut: number | null;
}

export class CheatBench {
  readonly #sandbox: QuickJsSandbox;
  readonly #evaluator;

  constructor(workers = 0) {
    this.#sandbox = new QuickJsSandbox(workers);
    const narrate = () => {};
    this.#evaluator = sandboxEvaluator({
      sandbox: this.#sandbox,
      cache: memoryCache(),
      narrate,
      experiments: 'none',
    });
  }

  /** What becomes of a pull request with this source on a repository that has the baseline. */
  async offer(
    { title, source, baseline }: { title: string; source: string; baseline: string },
    benchmark: Benchmark,
  ): Promise<Outcome> {
    const forge = new MemoryForge({ [codecPath]: baseline });
    const workshop: Workshop = {
      forge,
      evaluator: this.#evaluator,
      benchmark,
      path: codecPath,
      narrate: () => {},
      now: () => 0,
      people: { mayWrite: async () => true },
      rules: { acceptFrom: 'writers', keepFailedHours: 24 },
      desk: null,
    };
    const [trial] = await evolve(workshop, scripted({ [title]: source }), {
      rounds: 1,
      idea: null,
    });
    if (trial === undefined) throw new Error(`${title} was not tried`);
    const { state } = await forge.pullRequest(trial.candidate.pull_request ?? 0);
    const adopted = (await forge.baseline(codecPath)).source === source;
    if ((state === 'merged') !== adopted) throw new Error(`${title}: merged without being adopted`);
    return {
      got: verdictWords(trial, benchmark),
      merged: adopted ? 'merged' : 'not merged',
      shown: trial.comparison?.rate_change_percent ?? null,
      heldOut: trial.comparison?.held_out?.rate_change_percent ?? null,
    };
  }

  close(): Promise<void> {
    return this.#sandbox.close();
  }
}

function verdictWords(trial: Trial, { policy }: Benchmark): string {
  const { status, stage, comparison, analysis } = trial;
  switch (status) {
    case 'accepted':
      return 'accepted';
    case 'held':
      return `held: ${trial.held_reason}`;
    case 'failed':
    case 'error':
      return `${status}: ${analysis?.failure_category} at ${stage}`;
    case 'rejected': {
      const verdict = comparison === null ? null : judge(policy, { comparison, belowFloor: [] });
      const reasons = verdict?.kind === 'rejected' ? verdict.reasons.map(({ kind }) => kind) : [];
      return `rejected: ${[...new Set(reasons)].join(', ')}`;
    }
  }
}
