/** The report page for tests: histories to show, and a real browser that shows them. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { digestOf } from '../../src/domain/digest.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';
import { chromium, need } from './tools.ts';
import {
  acceptedTrial,
  errorTrial,
  failedTrials,
  heldTrial,
  losslessEvaluation,
  rejectedTrial,
  sampleBenchmark,
  sampleTrial,
} from './trials.ts';

export const lossless = sampleBenchmark('lossless');

/** The trial as pull request `number`, an hour after the one before it. */
export function numbered(trial: Trial, number: number): Trial {
  const time = 1_795_305_600 + 3600 * number;
  const head = digestOf(`head ${number}`).slice(0, 40);
  return sampleTrial({
    ...trial,
    experiment_id: `${trial.experiment_id}-${number}`,
    candidate: { ...trial.candidate, pull_request: number, head_sha: head },
    timestamp: time,
    timestamp_iso: new Date(time * 1000).toISOString(),
  });
}

/** Accepted with so much of the first baseline's rate on every clip, after a step of `change` percent. */
export function step(rate: number, change: number, title: string): Trial {
  const { candidate, comparison } = acceptedTrial;
  assert.ok(comparison);
  return {
    ...acceptedTrial,
    candidate: { ...candidate, title },
    evaluation: losslessEvaluation([rate, rate, rate, rate, rate]),
    comparison: { ...comparison, rate_change_percent: change },
  };
}

/** One trial of each kind, numbered from 1. */
export const fewTrials: readonly Trial[] = [
  acceptedTrial,
  ...Object.values(failedTrials),
  heldTrial,
  rejectedTrial,
  errorTrial,
].map((trial, i) => numbered(trial, i + 1));

/** As an evolution of years leaves behind: failures with all their evidence, a step now and then. */
export function manyTrials(count: number): readonly Trial[] {
  const failures = Object.values(failedTrials);
  const text = (name: string) => `${name}: ${'what went wrong, in many words. '.repeat(200)}`;
  return Array.from({ length: count }, (_, i) => {
    if (i % 25 === 0) {
      return numbered(step(0.995 ** (i / 25), -0.5, `Idea ${i + 1}, a little better`), i + 1);
    }
    if (i % 3 === 0) return numbered(rejectedTrial, i + 1);
    const failed = failures[i % failures.length] as Trial;
    assert.ok(failed.analysis);
    const evidence = {
      ...failed.analysis.evidence,
      ...{ error: text('error'), stack: text('stack'), logs: text('logs') },
    };
    return numbered({ ...failed, analysis: { ...failed.analysis, evidence } }, i + 1);
  });
}

export interface Shown {
  readonly page: Page;
  /** Everything the browser complained about, and every request but that for the file itself. */
  readonly complaints: readonly string[];
}

/** Opens the page from a file, as a reader would. Without a browser it says that it was not run. */
export async function withPage(
  context: TestContext,
  html: string,
  look: (shown: Shown) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const executablePath = need(chromium(), 'Chromium', context);
  if (executablePath === null) return;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crucible-page-'));
  const file = path.join(folder, 'report.html');
  await writeFile(file, html);
  browser ??= launched(executablePath);
  const window = await (await browser).newContext(options);
  try {
    const page = await window.newPage();
    const complaints: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      const url = request.url();
      if (url !== address && !url.startsWith('data:')) complaints.push(`request: ${url}`);
    });
    await page.goto(address);
    await look({ page, complaints });
    assert.deepEqual(complaints, []);
  } finally {
    await window.close();
    await rm(folder, { recursive: true });
  }
}

/** One for all pages: each has a context of its own, which shares nothing with the others. */
let browser: Promise<Browser> | null = null;

async function launched(executablePath: string): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  // Half a second to load, and most that imports this file shows nothing.
  const { chromium: playwright } = await import('playwright-core');
  return playwright.launch({ executablePath, args });
}

/** After the last page. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}
