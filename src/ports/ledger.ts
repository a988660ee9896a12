/** What runs have set aside and spent: so that a day's limit holds whatever becomes of a run. */

import type { LedgerEntry } from '../domain/ledger-text.ts';

export interface Ledger {
  /** Whether the place is there where earlier entries would be. */
  isThere(): Promise<boolean>;
  /** Entries that were made since a time, in seconds. */
  entriesSince(time: number): Promise<readonly LedgerEntry[]>;
  /** Writes the entry down; one of the same run is replaced. */
  write(entry: LedgerEntry): Promise<void>;
}
