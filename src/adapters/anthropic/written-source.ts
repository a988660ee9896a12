/** A source as a model writes it. What is wrong with a codec a trial tells; what is none is no candidate. */

import type { Limits } from '../../domain/benchmark.ts';
import { codecExports } from '../../domain/globals.ts';

/** Longer texts are no mistake of size but something else. */
const absurdTimes = 4;

/** The source with one line feed at its end. */
export function tidySource(source: string): string {
  return `${source.replace(/\r\n?/g, '\n').trimEnd()}\n`;
}

/** Why a text is no candidate; null when it is one, however broken. */
export function absurdity(source: string, limits: Pick<Limits, 'source_bytes'>): string | null {
  if (source.trim() === '') return 'the source is empty';
  if (source.length > absurdTimes * limits.source_bytes) {
    return `the source has ${source.length} characters, far more than is allowed`;
  }
  if (!codecExports.some((name) => source.includes(name))) {
    return `the source is no codec: neither ${codecExports.join(' nor ')} is in it`;
  }
  return null;
}
