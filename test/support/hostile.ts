/** The hostile corpus: candidates in test/hostile, one trick each, with what they must get in their first lines. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type FailureCategory,
  failureCategories,
  type Severity,
  severities,
} from '../../src/domain/analysis.ts';
import { type Stage, stages } from '../../src/domain/evaluation.ts';
import type { Trial } from '../../src/domain/trial/trial.ts';

export const corpusFolder = path.join('test', 'hostile');

/** The codec that shows after each trick that nothing of it is left behind. */
export const honestTrick = 'honest';

export interface Expectation {
  readonly category: FailureCategory;
  readonly stage: Stage;
  readonly severity: Severity;
}

export interface Trick {
  /** Folder and file without its ending: `memory/weak-map`. */
  readonly name: string;
  readonly source: string;
  readonly tries: string;
  readonly expects: Expectation;
  readonly benchmark: 'lossless' | 'lossy';
  /** The trick that is its baseline; null: the benchmark's own codec. */
  readonly against: string | null;
}

/** Reads the head of a file; `why` says what is wrong with it. */
export function parseTrick(
  name: string,
  source: string,
): { kind: 'trick'; trick: Trick } | { kind: 'broken'; why: string } {
  const broken = (why: string) => ({ kind: 'broken', why: `${name}: ${why}` }) as const;
  // Tricks at the very start of a file leave no room for a comment before them.
  const lines = source.split('\n', 8).map((line) => line.replace(/\r$/, ''));
  const fields = new Map<string, string>();
  for (const line of lines) {
    const [, field, value] = /^\W*\/\/ (Tries|Expects|Benchmark|Against): (.+)$/.exec(line) ?? [];
    if (field === undefined || value === undefined) continue;
    if (fields.has(field)) return broken(`${field} is given twice`);
    fields.set(field, value);
  }
  const tries = fields.get('Tries');
  if (tries === undefined) return broken('no line `// Tries: ...`');
  const expects = parseExpectation(fields.get('Expects') ?? '');
  if (expects === null) return broken('no line `// Expects: CATEGORY at STAGE, SEVERITY`');
  const benchmark = fields.get('Benchmark') ?? 'lossless';
  if (benchmark !== 'lossless' && benchmark !== 'lossy') return broken(`no benchmark ${benchmark}`);
  const against = fields.get('Against') ?? null;
  return { kind: 'trick', trick: { name, source, tries, expects, benchmark, against } };
}

function parseExpectation(text: string): Expectation | null {
  const [, category, stage, severity] = /^(\w+) at ([\w-]+), (\w+)$/.exec(text) ?? [];
  const expects = {
    category: failureCategories.find((each) => each === category),
    stage: stages.find((each) => each === stage),
    severity: severities.find((each) => each === severity),
  };
  const complete = expects.category && expects.stage && expects.severity;
  return complete ? (expects as Expectation) : null;
}

/** All tricks, by name. Throws when a file has no proper head. */
export function readCorpus(): readonly Trick[] {
  const files = readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.split(path.sep).join('/'))
    .sort()
    .map((file) => {
      const source = readFileSync(path.join(corpusFolder, file), 'utf8');
      const outcome = parseTrick(file.slice(0, -'.js'.length), source);
      if (outcome.kind === 'broken') throw new Error(outcome.why);
      return outcome.trick;
    });
}

export function expectationWords({ category, stage, severity }: Expectation): string {
  return `${category} at ${stage}, ${severity}`;
}

/** What a trial says in the words of the head. */
export function gotWords({ analysis, stage, status }: Trial): string {
  if (analysis === null) return `${status} at ${stage}`;
  return expectationWords({
    category: analysis.failure_category,
    stage,
    severity: analysis.severity,
  });
}
