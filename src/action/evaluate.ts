/** `command: evaluate`: one file against a baseline, with outputs, a summary and an annotation. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { findBenchmark, loadBenchmark } from '../adapters/local/benchmark.ts';
import { memoryCache } from '../adapters/local/evaluation-cache.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { sandboxEvaluator } from '../flows/evaluate.ts';
import { evaluateFile, type FileTrial } from '../flows/evaluate-file.ts';
import { renderReview } from '../render/review.ts';
import { plainStyle } from '../render/style.ts';
import { renderSummary } from '../render/terminal.ts';

/** The checkout of the action: benchmarks named without a path are the shipped ones. */
const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Reads the inputs, evaluates, reports. A candidate that is not accepted fails the step. */
export async function evaluateAction(): Promise<void> {
  const file = core.getInput('file', { required: true });
  const name = core.getInput('benchmark') || 'lossless';
  const jobs = core.getInput('jobs') || '0';
  if (!/^\d{1,3}$/.test(jobs)) throw new Error(`input jobs: '${jobs}' is not a number of threads`);
  const root = /[/\\]/.test(name) ? process.cwd() : home;
  const benchmark = await loadBenchmark(name, root);
  const shipped = path.join(await findBenchmark(name, root), 'codec.js');
  const source = await readInput('file', file);
  const baselineSource = await readInput('baseline', core.getInput('baseline') || shipped);
  const sandbox = new QuickJsSandbox(Number(jobs));
  try {
    const tried = await evaluateFile(
      { name: path.basename(file), source, baselineSource },
      {
        benchmark,
        evaluator: sandboxEvaluator({ sandbox, cache: memoryCache(), narrate: () => {} }),
      },
    );
    const context = { benchmark, baseline: tried.baseline };
    core.info(renderSummary(tried.trial, context, plainStyle).join('\n'));
    const page = renderReview(tried.trial, { ...context, changedLines: [], suggestion: null });
    await core.summary.addRaw(page.body, true).write();
    report(tried, file);
  } finally {
    await sandbox.close();
  }
}

async function readInput(input: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Error(`input ${input}: there is no file '${file}' in the working directory`);
  }
}

function report({ trial }: FileTrial, file: string): void {
  const { analysis, comparison } = trial;
  core.setOutput('verdict', trial.status);
  core.setOutput('rate-change', comparison?.rate_change_percent ?? '');
  core.setOutput('failure-category', analysis?.failure_category ?? '');
  core.setOutput('severity', analysis?.severity ?? '');
  core.setOutput('trial', JSON.stringify(trial));
  if (trial.status === 'accepted') return;
  annotate(trial, file);
  process.exitCode = 1;
}

/** The failing line; @actions/core escapes what a candidate could smuggle into a workflow command. */
function annotate({ analysis }: Trial, file: string): void {
  if (!analysis) return;
  const { location, failure_category: title, root_cause: cause, fix_suggestion: fix } = analysis;
  const place = location ? { startLine: location.line, startColumn: location.column } : {};
  core.error(`${cause}\n${fix}`, { title, file, ...place });
}
