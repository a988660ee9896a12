/**
 * The evaluator: a process of its own with an empty environment, so that nothing a candidate could
 * ever reach holds a secret. Spreads the cases of one job at a time over worker threads.
 */

import os from 'node:os';
import type { ProbeResult, Probes } from '../../domain/experiments/probe.ts';
import { type CaseOutcome, type CaseSpec, endsJob } from '../../domain/outcome.ts';
import type { ProbeRules } from '../../ports/probe-runner.ts';
import type { SandboxJob } from '../../ports/sandbox.ts';
import { compiledEngine } from './compiled-engine.ts';
import type { FromEvaluator, Part, TaskResult, ToEvaluator } from './protocol.ts';
import { type Unit, unitsOf } from './schedule.ts';
import { WatchedWorker } from './watched-worker.ts';

const engine = await compiledEngine();
const jobs = Number(process.argv[2] ?? 0) || os.availableParallelism();
const workers = Array.from({ length: jobs }, () => new WatchedWorker(engine));

/** One job in progress. */
class Run {
  #job: SandboxJob;
  #units: Unit[];
  #outcomes: CaseOutcome[] = [];
  /** Beyond it nothing counts. */
  #last: number;
  #encoded = new Map<number, Promise<TaskResult | null>>();
  #inProgress = new Map<WatchedWorker, number>();

  constructor(job: SandboxJob) {
    this.#job = job;
    this.#units = unitsOf(job, workers.length);
    this.#last = job.cases.length - 1;
  }

  /**
   * The outcomes. A fault that ends a machine ends the job at that case: what ran beyond it is thrown away, so
   * that they depend neither on the number of workers nor on the order of the units.
   */
  async outcomes(): Promise<CaseOutcome[]> {
    await Promise.all(workers.map((worker) => this.#work(worker)));
    return this.#outcomes.slice(0, this.#last + 1);
  }

  async #work(worker: WatchedWorker): Promise<void> {
    for (let unit = this.#units.shift(); unit; unit = this.#units.shift()) {
      const { index, part } = unit;
      if (index > this.#last) continue;
      if (part === 'encoder') {
        const encoding = this.#task(worker, index, { kind: 'encoder' });
        this.#encoded.set(index, encoding);
        await encoding;
        continue;
      }
      const decoded = part === 'decoder' ? await this.#decode(worker, index) : null;
      if (index > this.#last) continue;
      const outcome = decoded ?? (await this.#task(worker, index, { kind: 'whole' }));
      if (!outcome || outcome.kind === 'encoded' || index > this.#last) continue;
      await this.#conclude(index, outcome);
    }
  }

  /** Null when either side fails: in which order things went wrong, only the whole case tells. */
  async #decode(worker: WatchedWorker, index: number): Promise<CaseOutcome | null> {
    const encoded = await this.#encoded.get(index);
    if (encoded?.kind !== 'encoded' || index > this.#last) return null;
    const result = await this.#task(worker, index, { kind: 'decoder', frames: encoded.frames });
    return result?.kind === 'measured' ? result : null;
  }

  /** Null when it was stopped, since its case counts no more. */
  async #task(worker: WatchedWorker, index: number, part: Part): Promise<TaskResult | null> {
    const { source, limits, exact, cases } = this.#job;
    this.#inProgress.set(worker, index);
    try {
      return await worker.run({
        kind: 'case',
        source,
        limits,
        exact,
        part,
        spec: cases[index] as CaseSpec,
      });
    } catch (error) {
      if (index > this.#last) return null;
      throw error;
    } finally {
      this.#inProgress.delete(worker);
    }
  }

  async #conclude(index: number, outcome: CaseOutcome): Promise<void> {
    this.#outcomes[index] = outcome;
    say({ kind: 'progress', index, outcome });
    if (endsJob(outcome)) await this.endAt(index);
  }

  /** No case beyond this one counts. */
  async endAt(last: number): Promise<void> {
    this.#last = Math.min(this.#last, last);
    const beyond = [...this.#inProgress].filter(([, other]) => other > this.#last);
    await Promise.all(beyond.map(([other]) => other.stop()));
  }
}

function say(message: FromEvaluator): void {
  process.send?.(message);
}

/** Spreads probes over the workers; the results in the order of the probes. */
async function probe(probes: Probes, rules: ProbeRules): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  const left = [...probes.entries()];
  const work = async (worker: WatchedWorker) => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, each] = next;
      results[index] = await worker.probe({ kind: 'probe', probe: each, rules });
    }
  };
  await Promise.all(workers.map(work));
  return results;
}

let current: Run | null = null;

process.on('message', async (message: ToEvaluator) => {
  try {
    if (message.kind === 'end') return await current?.endAt(message.last);
    if (message.kind === 'probe') {
      return say({ kind: 'probed', results: await probe(message.probes, message.rules) });
    }
    current = new Run(message.job);
    say({ kind: 'finished', outcomes: await current.outcomes() });
  } catch (error) {
    say({
      kind: 'broken',
      error: error instanceof Error ? (error.stack ?? error.message) : `${error}`,
    });
  }
});
process.on('disconnect', () => process.exit());
