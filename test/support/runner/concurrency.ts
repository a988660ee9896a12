/** A `concurrency` key, as it is recorded: this runner runs one job at a time, and queues none. */

import type { Payload } from './events.ts';
import { asText, resolve, type Tree, type Value } from './expressions.ts';
import type { Concurrency } from './record.ts';

export async function concurrencyOf(
  tree: Tree | undefined,
  contexts: Readonly<Record<string, Value>>,
): Promise<Concurrency | null> {
  if (tree === undefined) return null;
  const value = await resolve(tree, { contexts });
  const settings = (typeof value === 'string' ? { group: value } : value) as Payload;
  return {
    group: asText(settings.group ?? null),
    queue: settings.queue === 'max' ? 'max' : 'single',
    cancelInProgress: settings['cancel-in-progress'] === true,
  };
}
