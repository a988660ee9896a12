/** What the code would be that stands inside something else: it is checked as if it stood alone. */

import type { Finding } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';

/** The static check itself: what is wrong with a source, nothing when it may run. */
export type Reading = (source: string) => readonly Finding[];

/** The end of a sentence that has said where the code stands. */
export function innerWords(code: string, read: Reading): string {
  const [first] = read(code);
  if (first === undefined) return '; the code inside is a whole codec';
  const message = plainLine(first.message, 160).replace(/\.$/, '');
  return `; the code inside has a fault of its own (its line ${first.line}: ${message})`;
}

/** Whether a text is a codec, or at least code that was to be one. */
export function isCodec(text: string, read: Reading): boolean {
  return read(text).length === 0;
}

export function mentionsCodec(text: string): boolean {
  return /\b(?:de)?compressFrame\b/.test(text);
}
