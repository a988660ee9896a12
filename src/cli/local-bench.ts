/** Everything a command needs to evolve a benchmark on this machine. */

import path from 'node:path';
import { codecPathOf, findBenchmark, loadBenchmark } from '../adapters/local/benchmark.ts';
import { FileCache } from '../adapters/local/evaluation-cache.ts';
import { LocalForge } from '../adapters/local/forge.ts';
import { ShippedRun } from '../adapters/local/shipped-run.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import { sandboxEvaluator } from '../flows/evaluate.ts';
import type { Workshop } from '../flows/workshop.ts';
import { benchmarkRoot, type Environment } from './environment.ts';
import type { CommonOptions } from './options.ts';
import { progress } from './progress.ts';

const keepFailedHours = 24;

export interface LocalBench {
  readonly workshop: Workshop;
  readonly shippedRun: ShippedRun;
  /** Ends the sandbox's process. */
  close(): Promise<void>;
}

/** Loads the benchmark and opens the forge; the first time, from the shipped run's first baseline. */
export async function openLocalBench(
  { benchmark: name, jobs, all = false }: CommonOptions & { readonly all?: boolean },
  environment: Environment,
): Promise<LocalBench> {
  const { home, stderr, style, now, stamp } = environment;
  const root = benchmarkRoot(name, environment);
  const benchmark = await loadBenchmark(name, root);
  const folder = environment.crucible;
  const codecPath = codecPathOf(benchmark.name);
  const shippedRun = new ShippedRun(path.join(home, 'examples', 'run', benchmark.name), {
    long: all,
  });
  const source = await shippedRun.firstBaseline(
    path.join(await findBenchmark(name, root), 'codec.js'),
  );
  const seconds = () => Math.floor(stamp() / 1000);
  const forge = await LocalForge.open(folder, [{ path: codecPath, source }], seconds);
  const sandbox = new QuickJsSandbox(jobs);
  const cache = new FileCache(path.join(folder, 'cache'));
  const narrate = progress(benchmark, stderr, style, now);
  return {
    workshop: {
      benchmark,
      path: codecPath,
      forge,
      evaluator: sandboxEvaluator({ sandbox, cache, narrate }),
      narrate,
      now: seconds,
      // There are no strangers on this machine.
      people: { mayWrite: async () => true },
      rules: { acceptFrom: 'writers', keepFailedHours },
      desk: null,
    },
    shippedRun,
    close: () => sandbox.close(),
  };
}
