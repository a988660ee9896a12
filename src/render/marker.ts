/** The hidden marker that carries a trial inside its review. Printed and parsed here only. */

import { digestOf, shortDigest } from '../domain/digest.ts';
import { parseTrial, trialSchema } from '../domain/trial/schema.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { parseHidden, printHidden } from './hidden.ts';

const hiddenKind = 'trial';

export interface Marker {
  readonly text: string;
  /** First 12 hex digits of the SHA-256 of the JSON text; a commit status vouches for it. */
  readonly digest: string;
}

export type MarkerParse =
  | { readonly kind: 'trial'; readonly trial: Trial; readonly digest: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string };

/** Keys are written in the schema's order. Throws when the trial does not fit the schema: a bug. */
export function printMarker(trial: Trial): Marker {
  const json = JSON.stringify(trialSchema.parse(trial));
  return { text: printHidden(hiddenKind, json), digest: shortDigest(digestOf(json)) };
}

/** Reads the trial back from a review's body. Believes nothing: who wrote it, the caller checks. */
export function parseMarker(text: string): MarkerParse {
  const hidden = parseHidden(hiddenKind, text);
  if (hidden.kind !== 'found') return hidden;
  const parsed = parseTrial(hidden.value);
  if (parsed.kind === 'broken') return parsed;
  return { ...parsed, digest: shortDigest(digestOf(hidden.json)) };
}
