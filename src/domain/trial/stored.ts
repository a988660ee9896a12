/** A trial as an item of a table. `experiments` is a JSON array in a string, as the queries of old expect it. */

import type { Analysis } from '../analysis.ts';
import { clipText } from '../text/plain-text.ts';
import type { Status, Trial } from './trial.ts';

/** Names of attributes that indexes and expiry refer to; infra/dynamodb.yml has the same. */
export const newestIndex = { name: 'newest-first', key: 'record_type', value: 'trial' } as const;
export const fingerprintIndex = { name: 'by-fingerprint', key: 'fingerprint' } as const;
export const expiryAttribute = 'expires_at';

/** A table takes 409,600 bytes an item; the rest is room for how it counts them. */
export const mostItemBytes = 400_000;

export type EvolutionStatus = 'adopted' | 'rejected' | 'test_failed';

const evolutionStatuses: Readonly<Record<Status, EvolutionStatus>> = {
  accepted: 'adopted',
  held: 'rejected',
  rejected: 'rejected',
  failed: 'test_failed',
  error: 'test_failed',
};

/** Attributes by their names in the table. What does not exist is no attribute. */
export interface StoredTrial {
  readonly experiment_id: string;
  /** Committer time of the head, in seconds. */
  readonly timestamp: number;
  readonly timestamp_iso: string;
  readonly status: Status;
  readonly experiments: string;
  readonly record_type: typeof newestIndex.value;
  readonly revision: string;
  readonly benchmark: string;
  readonly pull_request: number;
  readonly fingerprint?: string;
  readonly failure_category?: string;
  readonly severity?: string;
  /** Seconds since 1970 from which the table may drop it. */
  readonly expires_at?: number;
}

export interface Storage {
  readonly revision: string;
  /** Days after its head commit; null for ever. */
  readonly lifetimeDays: number | null;
}

export type Stored =
  | { readonly kind: 'item'; readonly item: StoredTrial }
  /** Of a file that was only evaluated: it has no place in a history. */
  | { readonly kind: 'headless' }
  /** Its four answers alone are more than an item can hold. */
  | { readonly kind: 'too_large'; readonly bytes: number };

/**
 * Which of two states of a trial is the later one: as text, the greater. The newest verdict counts, never
 * an error that came after it; what a person merged comes after what was held.
 */
export function revisionOf(trial: Trial, review: number): string {
  const rank = trial.status === 'error' ? 'error' : 'verdict';
  const merged = trial.status === 'accepted' && trial.held_reason !== null;
  return `${rank}-${String(review).padStart(16, '0')}-${merged ? 'merged' : 'judged'}`;
}

/** The trial as it is stored: the whole of it if it fits, else without what explains the four answers. */
export function storedTrial(trial: Trial, storage: Storage): Stored {
  const { candidate, timestamp, timestamp_iso } = trial;
  if (candidate.pull_request === null || timestamp === null || timestamp_iso === null) {
    return { kind: 'headless' };
  }
  const { revision, lifetimeDays } = storage;
  const bare = {
    experiment_id: trial.experiment_id,
    timestamp,
    timestamp_iso,
    status: trial.status,
    record_type: newestIndex.value,
    revision,
    benchmark: trial.benchmark.name,
    pull_request: candidate.pull_request,
    ...(trial.analysis === null ? {} : searchable(trial.analysis)),
    ...(lifetimeDays === null ? {} : { [expiryAttribute]: timestamp + lifetimeDays * 86_400 }),
  };
  let bytes = 0;
  for (const { leftOut, reduce } of shortenings) {
    const item = { ...bare, experiments: experimentsOf(trial, reduce(trial), leftOut) };
    bytes = itemBytes(item);
    if (bytes <= mostItemBytes) return { kind: 'item', item };
  }
  return { kind: 'too_large', bytes };
}

/** At least what the table counts: names and values in UTF-8. */
export function itemBytes(item: StoredTrial): number {
  const encoder = new TextEncoder();
  return Object.entries(item)
    .map(([name, value]) => encoder.encode(`${name}${value}`).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

function searchable({ fingerprint, failure_category, severity }: Analysis) {
  return { fingerprint, failure_category, severity };
}

function experimentsOf(trial: Trial, kept: Trial | null, leftOut: readonly string[]): string {
  const { status, timestamp, candidate, analysis } = trial;
  const { title, source_digest, source_bytes, author, parent, pull_request, head_sha } =
    kept?.candidate ?? candidate;
  const experiment = {
    experiment_type: 'codec_evolution',
    status,
    timestamp,
    evolution: {
      status: evolutionStatuses[status],
      failure_analysis: analysis === null ? null : fourAnswers(analysis),
    },
    code_info: {
      title: clipText(title, 1000),
      ...{ source_digest, source_bytes, author, parent, pull_request, head_sha },
    },
    left_out: leftOut,
    trial: kept,
  };
  return JSON.stringify([experiment]);
}

function fourAnswers({ failure_category, root_cause, fix_suggestion, severity }: Analysis) {
  return { failure_category, root_cause, fix_suggestion, severity };
}

interface Shortening {
  readonly leftOut: readonly string[];
  readonly reduce: (trial: Trial) => Trial | null;
}

/** In order; the first that fits is taken. The pull request has the whole. */
const shortenings: readonly Shortening[] = [
  { leftOut: [], reduce: (trial) => trial },
  { leftOut: ['evidence'], reduce: (trial) => clipEvidence(trial, 4000) },
  { leftOut: ['evidence'], reduce: (trial) => clipEvidence(trial, 500) },
  { leftOut: ['evidence', 'cases'], reduce: (trial) => dropCases(clipEvidence(trial, 500)) },
  {
    leftOut: ['evidence', 'cases', 'hypothesis'],
    reduce: (trial) => clipWords(dropCases(clipEvidence(trial, 500))),
  },
  { leftOut: ['trial'], reduce: () => null },
];

function clipEvidence(trial: Trial, max: number): Trial {
  if (trial.analysis === null) return trial;
  const { evidence } = trial.analysis;
  const cut = (text: string | null) => (text === null ? null : clipText(text, max));
  const clipped = {
    error: cut(evidence.error),
    stack: cut(evidence.stack),
    logs: cut(evidence.logs),
    code: cut(evidence.code),
    first_mismatch: evidence.first_mismatch,
    experiments: evidence.experiments.map((each) => ({
      ...each,
      detail: clipText(each.detail, max),
    })),
  };
  return { ...trial, analysis: { ...trial.analysis, evidence: clipped } };
}

/** The sums without the cases they were made of: no longer a whole evaluation. */
function dropCases(trial: Trial): Trial {
  if (trial.evaluation === null) return trial;
  return { ...trial, evaluation: { ...trial.evaluation, complete: false, cases: [] } };
}

function clipWords(trial: Trial): Trial {
  const { title, hypothesis } = trial.candidate;
  const words = { title: clipText(title, 200), hypothesis: clipText(hypothesis, 1000) };
  return {
    ...trial,
    candidate: { ...trial.candidate, ...words },
    seen_before: trial.seen_before.slice(-100),
  };
}
