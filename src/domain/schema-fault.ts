/** What a schema found wrong, in a line. */

import type * as z from 'zod';
import { plainLine } from './text/plain-text.ts';

/** The first field that is wrong and why; `whole` names the value itself. Names of fields may be anybody's text. */
export function firstFault({ issues }: z.ZodError, whole: string): string {
  const [issue] = issues;
  const field = plainLine(issue?.path.join('.') ?? '', 200) || whole;
  return `${field}: ${plainLine(issue?.message ?? 'does not fit', 300)}`;
}
