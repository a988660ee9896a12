/**
 * What the bot says at the end of its dashboard issue of the history files it wrote: their digests, hidden. A file
 * with another digest is not the bot's.
 */

import { hiddenOpening } from './text/hidden-text.ts';

/** So many stay good: the newest file may have been lost before it was kept. */
const mostDigests = 4;
const digests = '[0-9a-f]{64}(?: [0-9a-f]{64}){0,3}';
/** Only at the end: what stands above may quote anything. */
const voucher = new RegExp(`(?:^|\\n)${hiddenOpening('history')}v1 (${digests}) -->\\s*$`);

/** The most characters that a voucher adds to a text. */
export const longestVoucher = 400;

/** The text with its voucher; newest digest first. Without digests it has none. */
export function withVoucher(text: string, known: readonly string[]): string {
  const kept = [...new Set(known)].slice(0, mostDigests);
  if (kept.length === 0) return text;
  return `${text.trimEnd()}\n\n${hiddenOpening('history')}v1 ${kept.join(' ')} -->\n`;
}

/** The digests that a text vouches for, newest first. Who wrote it, the caller checks. */
export function vouchedIn(text: string): readonly string[] {
  const [, list] = voucher.exec(text.replaceAll('\r\n', '\n')) ?? [];
  return list === undefined ? [] : list.split(' ');
}
