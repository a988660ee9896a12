/** The ledger as comments on the dashboard issue, one for each run. */

import { type LedgerEntry, parseLedgerEntry, printLedgerEntry } from '../../domain/ledger-text.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { GitHubConversation } from './conversation.ts';
import type { GitHubDashboard } from './dashboard.ts';
import { answer } from './mend.ts';
import type { Remote } from './remote.ts';

/** In seconds: a comment may seem older than its entry, which has its time from the runner's clock. */
const mostSkew = 3600;

interface WrittenEntry {
  readonly comment: number;
  readonly entry: LedgerEntry;
}

export interface LedgerPlace {
  readonly dashboard: GitHubDashboard;
  readonly conversation: GitHubConversation;
}

export class GitHubLedger implements Ledger {
  readonly #remote: Remote;
  readonly #place: LedgerPlace;

  constructor(remote: Remote, place: LedgerPlace) {
    this.#remote = remote;
    this.#place = place;
  }

  async entriesSince(time: number): Promise<readonly LedgerEntry[]> {
    const written = await this.#read(time);
    return written.map(({ entry }) => entry).filter((entry) => entry.time >= time);
  }

  async isThere(): Promise<boolean> {
    return (await this.#place.dashboard.number()) !== null;
  }

  async write(entry: LedgerEntry): Promise<void> {
    const { octokit, owner, repo } = this.#remote;
    const issue = await this.#place.dashboard.open();
    const body = printLedgerEntry(entry);
    const known = (await this.#read(entry.time)).find((each) => each.entry.run === entry.run);
    if (!known) return this.#place.conversation.reply(issue, body);
    await answer(
      octokit.rest.issues.updateComment({ owner, repo, comment_id: known.comment, body }),
    );
  }

  /** Only the bot's own comments count. More of them can but charge more. */
  async #read(time: number): Promise<WrittenEntry[]> {
    const { octokit, owner, repo } = this.#remote;
    const issue = await this.#place.dashboard.number();
    if (issue === null) return [];
    const accounts = await this.#place.dashboard.accounts();
    const comments = await answer(
      octokit.paginate(octokit.rest.issues.listComments, {
        ...{ owner, repo, issue_number: issue, per_page: 100 },
        since: new Date((time - mostSkew) * 1000).toISOString(),
      }),
    );
    return comments.flatMap(({ id, user, body }) => {
      const counts = user !== null && user !== undefined && accounts.includes(user.id);
      const entry = counts ? parseLedgerEntry(body ?? '') : null;
      return entry ? [{ comment: id, entry }] : [];
    });
  }
}
