/**
 * The evaluator: a process of its own with an empty environment, so that nothing a candidate could
 * ever reach holds a secret. Spreads the cases of one job at a time over worker threads.
 */

import { readFileSync } from 'node:fs';
import os from 'node:os';
import { type CaseOutcome, endsJob } from '../../domain/outcome.ts';
import type { SandboxJob } from '../../ports/sandbox.ts';
import type { FromEvaluator, ToEvaluator } from './protocol.ts';
import { WatchedWorker } from './watched-worker.ts';

const engine = new WebAssembly.Module(readFileSync(new URL('./quickjs.wasm', import.meta.url)));
const jobs = Number(process.argv[2] ?? 0) || os.availableParallelism();
const workers = Array.from({ length: jobs }, () => new WatchedWorker(engine));

/**
 * Hands the cases out in their order. A fault that ends a machine ends the job at that case: what
 * ran beyond it is thrown away, so that the outcome does not depend on the number of workers.
 */
async function runJob(job: SandboxJob): Promise<CaseOutcome[]> {
  const { source, limits, exact, cases } = job;
  const outcomes: CaseOutcome[] = [];
  let next = 0;
  let last = cases.length - 1;
  let done = 0;
  const inProgress = new Map<number, WatchedWorker>();
  async function work(worker: WatchedWorker): Promise<void> {
    while (next <= last) {
      const index = next++;
      const spec = cases[index] as (typeof cases)[number];
      inProgress.set(index, worker);
      const ran = worker.run({ source, spec, limits, exact });
      const outcome = await ran.catch((error: unknown) => {
        if (index > last) return null;
        throw error;
      });
      inProgress.delete(index);
      if (!outcome) return;
      outcomes[index] = outcome;
      say({ kind: 'progress', done: ++done });
      if (!endsJob(outcome)) continue;
      last = Math.min(last, index);
      const beyond = [...inProgress].filter(([other]) => other > last);
      await Promise.all(beyond.map(([, other]) => other.stop()));
    }
  }
  await Promise.all(workers.slice(0, cases.length).map(work));
  return outcomes.slice(0, last + 1);
}

function say(message: FromEvaluator): void {
  process.send?.(message);
}

process.on('message', async ({ job }: ToEvaluator) => {
  try {
    say({ kind: 'finished', outcomes: await runJob(job) });
  } catch (error) {
    say({
      kind: 'broken',
      error: error instanceof Error ? (error.stack ?? error.message) : `${error}`,
    });
  }
});
process.on('disconnect', () => process.exit());
