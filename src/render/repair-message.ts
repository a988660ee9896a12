/** The commit of a repair. */

import { defuse, oneLine } from './sanitize.ts';
import { wrap } from './wrap.ts';

/** `change` is the model's own account of what it changed. */
export function repairMessage(change: string): string {
  const body = wrap(defuse(oneLine(change, 1000)), 72).join('\n');
  return body === '' ? 'Repair' : `Repair\n\n${body}`;
}
