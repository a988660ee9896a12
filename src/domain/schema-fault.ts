/** What a schema found wrong, in a line. */

import type * as z from 'zod';

/** The first field that is wrong and why; `whole` names the value itself. */
export function firstFault({ issues }: z.ZodError, whole: string): string {
  const [issue] = issues;
  return `${issue?.path.join('.') || whole}: ${issue?.message ?? 'does not fit'}`;
}
