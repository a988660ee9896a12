/** A table that trials are kept in, beside the pull requests, which stay the truth. Never throws. */

import type { StoredTrial } from '../domain/trial/stored.ts';

/** What went wrong, and what mends it. */
export type Trouble =
  /** Nothing can be read or written before a person changes something. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Too busy, or not to be reached: the same may work later. */
  | { readonly kind: 'lost'; readonly why: string };

export type PutOutcome =
  | { readonly kind: 'written' }
  /** The table holds the same state of the trial, or a later one. */
  | { readonly kind: 'kept' }
  | Trouble;

export type Listing =
  /** What the table holds, perhaps a few seconds ago: revisions by experiment_id. */
  { readonly kind: 'listed'; readonly revisions: ReadonlyMap<string, string> } | Trouble;

export interface TrialStore {
  /** Writes the whole item in one step, unless the table holds the same or a later revision. */
  put(item: StoredTrial): Promise<PutOutcome>;
  revisions(): Promise<Listing>;
}

/** What came of handing trials to a table. */
export interface StoringReport {
  readonly written: number;
  /** In the table already, in the same state or a later one. */
  readonly kept: number;
  /** Not written: the next sync does it. */
  readonly left: number;
  /** Beyond what an item can hold, whenever it is tried. */
  readonly tooLarge: readonly string[];
  /** Why some are left. */
  readonly trouble: Trouble | null;
}
