/** How the bot's dashboard issue begins, hidden: it is found by that where its label was taken off. */

import { hiddenOpening } from './text/hidden-text.ts';

const mark = `${hiddenOpening('dashboard')}v1 -->`;

/** The most characters that the mark adds to a text. */
export const longestMark = mark.length + 1;

export function withMark(text: string): string {
  return `${mark}\n${text}`;
}

/** Only at the very beginning: what quotes others begins with words of its own. Who wrote it, the caller checks. */
export function isMarked(text: string): boolean {
  return text.startsWith(mark);
}
