/** The table that trials are kept in, too: what goes wrong with it is said, and changes nothing else. */

import * as core from '@actions/core';
import type { Storing } from '../flows/store.ts';
import type { StoringReport } from '../ports/trial-store.ts';
import { safeLine } from '../render/sanitize.ts';
import { storingWords } from '../render/storing.ts';
import { textInput, wholeInput } from './read-input.ts';

const next = 'the next `report`';
const titled = { title: 'DynamoDB' };

/** Whether there is such a table. */
export function storesTrials(): boolean {
  return textInput('dynamodb-table') !== '';
}

/** Never throws: a verdict that is out stays, whatever becomes of its copy. */
export async function storeWith(
  write: (storing: Storing) => Promise<StoringReport>,
): Promise<void> {
  if (!storesTrials()) return;
  const table = textInput('dynamodb-table');
  try {
    const report = await write(await openStoring(table));
    const words = safeLine(storingWords(table, report, next));
    if (report.left > 0 || report.tooLarge.length > 0) core.warning(words, titled);
    else core.info(words);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    core.warning(safeLine(`nothing written to the table ${table}: ${why}`), titled);
  }
}

/** The SDK is large, and most repositories have no table. */
async function openStoring(table: string): Promise<Storing> {
  const { openTrialStore } = await import('../adapters/dynamodb/store.ts');
  const region = textInput('dynamodb-region') || null;
  const endpoint = textInput('dynamodb-endpoint') || null;
  const forEver = textInput('dynamodb-ttl-days') === '';
  return {
    store: openTrialStore({ table, region, endpoint }),
    now: Math.floor(Date.now() / 1000),
    lifetimeDays: forEver ? null : wholeInput('dynamodb-ttl-days', 1, 99_999),
  };
}
