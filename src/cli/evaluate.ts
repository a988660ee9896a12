/** `crucible evaluate FILE`: one trial of one file, without pull request and without history. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findBenchmark, loadBenchmark } from '../adapters/local/benchmark.ts';
import { FileCache, memoryCache } from '../adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import type { Status } from '../domain/trial/trial.ts';
import { UsageError } from '../domain/usage-error.ts';
import { sandboxEvaluator } from '../flows/evaluate.ts';
import { evaluateFile } from '../flows/evaluate-file.ts';
import { renderSummary } from '../render/terminal.ts';
import { benchmarkRoot, type Environment } from './environment.ts';
import type { EvaluateOptions } from './options.ts';
import { progress } from './progress.ts';
import { runFrame } from './run-frame.ts';

export const exitCodes: Readonly<Record<Status, number>> = {
  accepted: 0,
  rejected: 1,
  failed: 2,
  error: 3,
  held: 4,
};

/** Evaluates and judges; the record goes to stdout with `--json`, words to stderr. Returns the exit code. */
export async function evaluateCommand(
  options: EvaluateOptions,
  environment: Environment,
): Promise<number> {
  const { workingFolder, stdout, stderr, style, now } = environment;
  const root = benchmarkRoot(options.benchmark, environment);
  const benchmark = await loadBenchmark(options.benchmark, root);
  const read = (file: string) => readSource(path.resolve(workingFolder, file), file);
  if (options.frame !== null) {
    return runFrame(await read(options.file), { benchmark, frame: options.frame }, stderr);
  }
  const folder = await findBenchmark(options.benchmark, root);
  const baselineFile = options.baseline ?? path.join(folder, 'codec.js');
  const [source, baselineSource] = await Promise.all([read(options.file), read(baselineFile)]);
  const sandbox = new QuickJsSandbox(options.jobs);
  const cache =
    options.cache === null
      ? memoryCache()
      : new FileCache(path.resolve(workingFolder, options.cache));
  const narrate = progress(benchmark, stderr, style, now);
  try {
    const { trial, baseline } = await evaluateFile(
      { name: path.basename(options.file), source, baselineSource },
      {
        ...{ benchmark, earlyStop: options.earlyStop },
        evaluator: sandboxEvaluator({ sandbox, cache, narrate }),
      },
    );
    if (options.json) stdout.write(`${JSON.stringify(trial)}\n`);
    else stderr.write(`\n${renderSummary(trial, { benchmark, baseline }, style).join('\n')}\n`);
    return exitCodes[trial.status];
  } finally {
    await sandbox.close();
  }
}

async function readSource(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown}: ${code === 'ENOENT' ? 'there is no such file' : code}`);
  }
}
