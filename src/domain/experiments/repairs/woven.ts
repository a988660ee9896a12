/** Many insertions into one text, also several at one place. */

export type { Edit } from '../../mutation/sites.ts';

import type { Edit } from '../../mutation/sites.ts';

/** Closing pieces go before opening ones at the same place, inner ones before outer ones. */
export function applyOrdered(text: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || rank(a) - rank(b));
  let [result, at] = ['', 0];
  for (const { edit } of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Nodes come parents first: what closes, closes in the opposite order. */
function rank({ edit, order }: { readonly edit: Edit; readonly order: number }): number {
  const closes = edit.text === ')' || edit.text === '}';
  return closes ? -1_000_000_000 - order : order;
}
