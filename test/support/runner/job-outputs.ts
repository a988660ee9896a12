/**
 * What a job hands on: as actions/runner v2.336 (258d6c8), JobExtension.cs, drops outputs, and as the service limits
 * them (docs.github.com, "Passing information between jobs"; google/osv-scanner-action#129 for the words).
 */

import { holdsSecret } from './masker.ts';
import type { Command } from './record.ts';

type Texts = Readonly<Record<string, string>>;

export interface HandedOn {
  readonly outputs: Texts;
  readonly annotations: readonly Command[];
  /** Whether the job fails, whatever its steps did. */
  readonly failed: boolean;
  /** In bytes, for the run's limit. */
  readonly size: number;
}

const limits = { job: 1024 * 1024, run: 50 * 1024 * 1024 };

/** An empty output is none, one that may hold a secret is dropped, too many bytes fail the job. */
export function handedOn(
  given: Texts,
  { secrets, spent }: { readonly secrets: readonly string[]; readonly spent: number },
): HandedOn {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  const [dropped, kept] = [true, false].map((wanted) =>
    filled.filter(([, value]) => holdsSecret(value, secrets) === wanted),
  ) as [[string, string][], [string, string][]];
  const warnings = dropped.map(([name]) =>
    annotation('warning', `Skip output '${name}' since it may contain secret.`),
  );
  // "Size is approximated based on UTF-16 encoding."
  const size = kept.reduce((sum, [, value]) => sum + 2 * value.length, 0);
  const over = size > limits.job ? limits.job : spent + size > limits.run ? limits.run : null;
  if (over === null) {
    return { outputs: Object.fromEntries(kept), annotations: warnings, failed: false, size };
  }
  const message = `Job outputs exceed ${over.toLocaleString('en-US')} bytes`;
  const annotations = [...warnings, annotation('error', message)];
  return { outputs: {}, annotations, failed: true, size: 0 };
}

/** What GitHub notes at a job, beside what its steps print. */
export function annotation(name: 'error' | 'warning', message: string): Command {
  return { name, properties: {}, message };
}
