/** Failures of the same kind have the same fingerprint, whatever candidate they are found in. */

import type { FailureCategory } from '../analysis.ts';
import { digestOf, shortDigest } from '../digest.ts';

/** Text without numbers, quoted text and positions; identifiers stay as they are. */
export function normalised(text: string): string {
  return text
    .replace(/"[^"]*"/g, '"')
    .replace(/(?<![\p{ID_Continue}$])-?\d[\d.,]*n?(?![\p{ID_Continue}$])/gu, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** 12 hex digits over the category, the kind of failure and the normalised message. */
export function fingerprintOf(category: FailureCategory, kind: string, subject: string): string {
  return shortDigest(digestOf([category, kind, normalised(subject)].join('\n')));
}
