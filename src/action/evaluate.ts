/** `command: evaluate` with a file: one codec against a baseline, with outputs, a summary and an annotation. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { findBenchmark, loadBenchmark } from '../adapters/local/benchmark.ts';
import { memoryCache } from '../adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import { benchmarkOfFile } from '../domain/default-benchmark.ts';
import { sandboxEvaluator } from '../flows/evaluate.ts';
import { evaluateFile } from '../flows/evaluate-file.ts';
import { renderReview } from '../render/review.ts';
import { plainStyle } from '../render/style.ts';
import { renderSummary } from '../render/terminal.ts';
import { annotate } from './annotate.ts';
import type { InputName } from './inputs.ts';
import { setTrialOutputs } from './outputs.ts';
import { flagInput, requiredInput, textInput, wholeInput } from './read-input.ts';

/** The checkout of the action: benchmarks named without a path are the shipped ones. */
const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Reads the inputs, evaluates, reports. A candidate that is not accepted fails the step. */
export async function evaluateAction(): Promise<void> {
  const file = requiredInput('file');
  const name = textInput('benchmark') || benchmarkOfFile;
  const root = /[/\\]/.test(name) ? process.cwd() : home;
  const benchmark = await loadBenchmark(name, root);
  const shipped = path.join(await findBenchmark(name, root), 'codec.js');
  const source = await readInput('file', file);
  const baselineSource = await readInput('baseline', textInput('baseline') || shipped);
  const sandbox = new QuickJsSandbox(wholeInput('jobs', 0, 256));
  try {
    const tried = await evaluateFile(
      { name: path.basename(file), source, baselineSource },
      {
        benchmark,
        earlyStop: flagInput('early-stop'),
        evaluator: sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} }),
      },
    );
    const context = { benchmark, baseline: tried.baseline };
    core.info(renderSummary(tried.trial, context, plainStyle).join('\n'));
    const page = renderReview(tried.trial, { ...context, changedLines: [], suggestion: null });
    await core.summary.addRaw(page.body, true).write();
    setTrialOutputs(tried.trial);
    if (tried.trial.status === 'accepted') return;
    annotate(tried.trial, file);
    process.exitCode = 1;
  } finally {
    await sandbox.close();
  }
}

async function readInput(input: InputName, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Error(`input ${input}: there is no file '${file}' in the working directory`);
  }
}
