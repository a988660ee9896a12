/** The ledger as files, one for each run. */

import * as z from 'zod';
import type { LedgerEntry } from '../../domain/ledger-text.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { JsonFolder } from './json-folder.ts';

const entrySchema: z.ZodType<LedgerEntry> = z.strictObject({
  run: z.string(),
  time: z.int().nonnegative(),
  reserved: z.number().nonnegative(),
  spent: z.number().nonnegative().nullable(),
});

export class FileLedger implements Ledger {
  readonly #files: JsonFolder<LedgerEntry>;

  constructor(folder: string) {
    this.#files = new JsonFolder(folder, entrySchema);
  }

  /** The folder is made where it is missed: who deletes it means it. */
  async isThere(): Promise<boolean> {
    return true;
  }

  /** A damaged file says nothing about what was spent, so it is not passed over. */
  async entriesSince(time: number): Promise<readonly LedgerEntry[]> {
    const entries = this.#files.names().map((name) => {
      const read = this.#files.read(name);
      if (read.kind === 'value') return read.value;
      throw new Error(`the ledger's entry ${name} is damaged: delete it if nothing was spent`);
    });
    return entries.filter((entry) => entry.time >= time);
  }

  async write(entry: LedgerEntry): Promise<void> {
    this.#files.write(entry.run, entry);
  }
}
