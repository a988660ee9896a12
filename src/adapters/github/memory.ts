/** What runs leave to each other, and what the bot's dashboard says of it. */

import { vouchedIn } from '../../domain/history-voucher.ts';
import type { HistoryFile } from './history-file.ts';
import type { History, HistoryPlace } from './past.ts';
import type { Reading, SnapshotLists } from './reading.ts';

export class Memory {
  readonly #file: HistoryFile | null;
  /** Digests of files that may be believed, newest first. */
  #vouched: readonly string[] = [];
  #hasLeft = false;

  /** Without a file every run reads everything. */
  constructor(file: HistoryFile | null) {
    this.#file = file;
  }

  /** Only what this account wrote last: people with write access may change the dashboard, others may have made it. */
  async recall(
    { viewer, repository }: Reading<SnapshotLists>,
    place: HistoryPlace,
  ): Promise<History | null> {
    const own = (repository.vouching?.nodes ?? []).find(({ viewerDidAuthor, editor }) =>
      editor === null ? viewerDidAuthor : editor.databaseId === viewer.databaseId,
    );
    this.#vouched = own ? vouchedIn(own.body) : [];
    return this.#file && (await this.#file.read(place, this.#vouched));
  }

  /** Whether this run wrote a file. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Returns the digests of all files that later runs may believe. */
  async leave(place: HistoryPlace, history: History): Promise<readonly string[]> {
    const digest = this.#file && (await this.#file.write(place, history));
    if (digest !== null) {
      this.#hasLeft = true;
      this.#vouched = [digest, ...this.#vouched];
    }
    return this.#vouched;
  }
}
