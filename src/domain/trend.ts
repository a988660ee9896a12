/** What keeps failing in the same way, so that the prompt should say something about it. */

import { type Analysis, type FailureCategory, failureCategories } from './analysis.ts';
import type { Trial } from './trial/trial.ts';

/** A trial with what its pull request says of when it was written. */
export interface Tried {
  readonly pullRequest: number;
  /** When it was opened, in seconds. */
  readonly openedAt: number;
  readonly trial: Trial;
}

/** What a line in the prompt is meant to prevent: one failure by its fingerprint, or a whole category. */
export type Subject =
  | {
      readonly kind: 'fingerprint';
      readonly fingerprint: string;
      readonly category: FailureCategory;
    }
  | { readonly kind: 'category'; readonly category: FailureCategory };

export interface Trend {
  readonly subject: Subject;
  /** The newest failed trial of each candidate that has it, oldest candidate first. */
  readonly failures: readonly Tried[];
  /** Candidates that were looked at. */
  readonly among: number;
}

/** Enough candidates to see a habit, few enough that it is today's. */
const window = 30;
/** Twice may be chance; with three candidates of thirty the same mistake costs a tenth of the money. */
const fewestSame = 3;
/** What was not seen among so many newest ones has gone by itself. */
const recent = 10;
/** A category says less than a fingerprint: it has to be over a third of the newest twenty. */
const categoryWindow = 20;
const fewestOfCategory = 7;
/** Below it a share says nothing. */
const fewestForRate = 5;

/** Known by this name in branches and records: 12 hex digits, or a category. */
export function subjectKey(subject: Subject): string {
  return subject.kind === 'fingerprint' ? subject.fingerprint : subject.category;
}

/**
 * What keeps coming and is not among `taken`, the strongest first: fingerprints before categories, many failures
 * before few, then the newest. Only candidates by Claude count: nobody else reads the prompt. A failure whose
 * fingerprint is taken makes no category, or whoever refused a line would be asked the same again in other words.
 */
export function findTrends(tried: readonly Tried[], taken: ReadonlySet<string>): readonly Trend[] {
  const candidates = candidatesOf(tried);
  const same = trendsBy(candidates.slice(-window), ({ fingerprint, failure_category: category }) =>
    taken.has(fingerprint) ? null : { kind: 'fingerprint', fingerprint, category },
  );
  const alike = trendsBy(
    candidates.slice(-categoryWindow),
    ({ fingerprint, failure_category: category }) =>
      taken.has(fingerprint) || taken.has(category) ? null : { kind: 'category', category },
  );
  const newest = new Set(candidates.slice(-recent).map(({ number }) => number));
  const keepsComing = (fewest: number) => (trend: Trend) =>
    trend.failures.length >= fewest &&
    trend.failures.some(({ pullRequest }) => newest.has(pullRequest));
  return [
    ...same.filter(keepsComing(fewestSame)).sort(stronger),
    ...alike.filter(keepsComing(fewestOfCategory)).sort(stronger),
  ];
}

export interface Rate {
  readonly failed: number;
  readonly candidates: number;
}

/** How often a subject failed among the candidates before a moment, and since. null below five candidates. */
export interface Effect {
  readonly before: Rate | null;
  readonly since: Rate | null;
}

/** `at` in seconds: when the line went into the prompt. At most thirty candidates on either side. */
export function effectOf(subject: Subject, at: number, tried: readonly Tried[]): Effect {
  const candidates = candidatesOf(tried);
  const rate = (some: readonly Attempts[]): Rate | null => {
    if (some.length < fewestForRate) return null;
    const failed = some.filter(({ trials }) => trials.some(({ trial }) => isOf(subject, trial)));
    return { failed: failed.length, candidates: some.length };
  };
  return {
    before: rate(candidates.filter(({ openedAt }) => openedAt <= at).slice(-window)),
    since: rate(candidates.filter(({ openedAt }) => openedAt > at).slice(0, window)),
  };
}

interface Attempts {
  readonly number: number;
  readonly openedAt: number;
  readonly trials: readonly Tried[];
}

/** Claude's candidates that were judged at least once, by number; the bot's own errors are nobody's fault. */
function candidatesOf(tried: readonly Tried[]): readonly Attempts[] {
  const found = new Map<number, Attempts>();
  for (const each of tried) {
    const { trial, pullRequest: number, openedAt } = each;
    if (trial.candidate.author !== 'claude' || trial.status === 'error') continue;
    const trials = [...(found.get(number)?.trials ?? []), each];
    found.set(number, { number, openedAt, trials });
  }
  return [...found.values()].sort((a, b) => a.number - b.number);
}

/** What does not beat the baseline is no mistake of form that a line could prevent. */
function isOf(subject: Subject, { status, analysis }: Trial): boolean {
  if (status !== 'failed' || analysis === null) return false;
  return subject.kind === 'fingerprint'
    ? analysis.fingerprint === subject.fingerprint
    : analysis.failure_category === subject.category;
}

function trendsBy(
  candidates: readonly Attempts[],
  subjectOf: (analysis: Analysis) => Subject | null,
): readonly Trend[] {
  const groups = new Map<string, { subject: Subject; failures: Map<number, Tried> }>();
  for (const { number, trials } of candidates) {
    for (const each of trials) {
      const { status, analysis } = each.trial;
      const subject = status === 'failed' && analysis !== null ? subjectOf(analysis) : null;
      if (subject === null) continue;
      const key = subjectKey(subject);
      const group = groups.get(key) ?? { subject, failures: new Map() };
      group.failures.set(number, each);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ subject, failures }) => ({
    subject,
    failures: [...failures.values()],
    among: candidates.length,
  }));
}

function stronger(a: Trend, b: Trend): number {
  const newest = ({ failures }: Trend) => failures.at(-1)?.pullRequest ?? 0;
  const place = ({ subject }: Trend) => failureCategories.indexOf(subject.category);
  return (
    b.failures.length - a.failures.length ||
    newest(b) - newest(a) ||
    place(a) - place(b) ||
    (subjectKey(a.subject) < subjectKey(b.subject) ? -1 : 1)
  );
}
