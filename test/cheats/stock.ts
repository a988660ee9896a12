/** The shipped run's sources as stock, and how variants of them are made. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What is replaced by what, in one place of a source. */
export type Edit = readonly [before: string, after: string];

/** A source of examples/run by its benchmark and number, as `lossless/017`. */
export function stock(name: string): string {
  const [benchmark = '', number = ''] = name.split('/');
  const folder = path.join('examples', 'run', benchmark);
  const file = readdirSync(folder).find((each) => each.startsWith(`${number}-`));
  if (file === undefined) throw new Error(`there is no ${name} in examples/run`);
  return readFileSync(path.join(folder, file), 'utf8');
}

/** The source with each edit made. Throws when a text to be replaced does not stand there exactly once. */
export function edited(source: string, edits: readonly Edit[]): string {
  return edits.reduce((text, [before, after]) => {
    const parts = text.split(before);
    if (parts.length !== 2) throw new Error(`stands there ${parts.length - 1} times: ${before}`);
    return parts.join(after);
  }, source);
}
