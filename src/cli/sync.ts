/** `crucible sync`: writes the local forge's trials into a table. */

import { openTrialStore } from '../adapters/dynamodb/store.ts';
import { SetupError } from '../domain/setup-error.ts';
import { readHistory } from '../flows/history.ts';
import { syncTrials } from '../flows/store.ts';
import { storingWords } from '../render/storing.ts';
import type { Environment } from './environment.ts';
import { openLocalBench } from './local-bench.ts';
import type { SyncOptions } from './options.ts';

const unfinished = 3;

/** 0 when the table has them all, 3 when it could not be reached. Throws when something must be set up. */
export async function syncCommand(options: SyncOptions, environment: Environment): Promise<number> {
  const { table, region, endpoint, ttlDays } = options;
  const { workshop, close } = await openLocalBench(options, environment);
  try {
    const report = await syncTrials(await readHistory(workshop), {
      store: openTrialStore({ table, region, endpoint }),
      now: Math.floor(environment.stamp() / 1000),
      lifetimeDays: ttlDays,
    });
    if (report.trouble?.kind === 'refused') throw new SetupError(report.trouble.why);
    const words = storingWords(table, report, 'the next `crucible sync`');
    environment.stderr.write(`${words}\n`);
    return report.left > 0 ? unfinished : 0;
  } finally {
    await close();
  }
}
