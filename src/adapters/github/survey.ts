/**
 * Reads the pull requests and candidate branches of a repository, as few of them as will do: open ones whole,
 * those that are done with only back to where an earlier run has read them.
 */

import type { KnownPulls } from './known-pulls.ts';
import { answer, errorOf } from './mend.ts';
import { type Cursors, nextPages } from './pages.ts';
import type { History } from './past.ts';
import { changedQuery, pastPerPage, pastQuery } from './queries.ts';
import { type Page, type PullNode, type Reading, type SnapshotLists, seconds } from './reading.ts';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';

export interface Branch {
  readonly name: string;
  readonly head: string;
}

export interface Surveyed {
  readonly branches: readonly Branch[];
  /** When the newest change to a pull request that is done with was made, in seconds; 0 when there is none. */
  readonly cursor: number;
}

export interface Surveyor {
  /** A page of what the first query asks for. */
  readonly page: (cursors: Cursors) => Promise<Reading<SnapshotLists>>;
  /** What an earlier run knew; null to read everything. */
  readonly recall: (first: Reading<SnapshotLists>) => Promise<History | null>;
  /** Reads one pull request whole. */
  readonly readNow: (number: number) => Promise<unknown>;
}

/** In seconds: what an earlier run read may have lagged behind by so much. */
const overlap = 300;
/** Where a page is too much for GitHub's ten seconds, a smaller one may do. */
const smallPage = 10;
const mostRounds = 3;

export class Survey {
  readonly #remote: Remote;
  readonly #known: KnownPulls;
  readonly #surveyor: Surveyor;
  #bot = 0;
  /** What was changed before then is known, in seconds. */
  #until = 0;

  constructor(remote: Remote, known: KnownPulls, surveyor: Surveyor) {
    this.#remote = remote;
    this.#known = known;
    this.#surveyor = surveyor;
  }

  async read(): Promise<Surveyed> {
    const first = await this.#surveyor.page({ open: null, past: null, branches: null });
    this.#bot = first.viewer.databaseId;
    const { open, past } = first.repository;
    const remembered = await this.#surveyor.recall(first);
    for (const each of remembered?.pulls ?? []) this.#known.recall(each);
    this.#until = remembered === null ? 0 : remembered.cursor - overlap;
    const newest = newestOf(past);
    const branches = this.#take(first);
    let isOneReading = true;
    for (let cursors = nextPages(first.repository); Object.keys(cursors).length > 0; ) {
      const { repository, viewer } = await this.#surveyor.page(cursors);
      branches.push(...this.#take({ repository, viewer }));
      cursors = nextPages(repository);
      isOneReading = false;
    }
    if (past && goesOn(past, this.#until)) {
      await this.#readOn(pastQuery, this.#until, past.pageInfo.endCursor);
      isOneReading = false;
    }
    const begun = Math.max(newest, newestOf(open));
    if (!isOneReading) await this.#catchUp(begun);
    return { branches, cursor: Math.max(newest, remembered?.cursor ?? 0) };
  }

  #take({ repository }: Reading<SnapshotLists>): Branch[] {
    for (const node of present(repository.open)) this.#known.learn(node, this.#bot);
    for (const node of present(repository.past)) this.#takePast(node);
    return present(repository.branches).map(({ prefix, name, target }) => {
      return { name: (prefix + name).replace(/^refs\/heads\//, ''), head: target.oid };
    });
  }

  /** What was changed while several pages were read may stand on none of them. */
  async #catchUp(since: number): Promise<void> {
    for (let round = 0, until = since; round < mostRounds; round += 1) {
      const { pages, newest } = await this.#readOn(changedQuery, until, null);
      if (pages === 1) return;
      until = newest;
    }
  }

  /** Newest changes first, as long as they are not older than that. */
  async #readOn(
    query: string,
    until: number,
    cursor: string | null,
  ): Promise<{ readonly pages: number; readonly newest: number }> {
    let [after, pages, newest] = [cursor, 0, 0];
    for (;;) {
      const page = await this.#askPage(query, after);
      for (const node of present(page)) await this.#takeChanged(node);
      pages += 1;
      newest = Math.max(newest, newestOf(page));
      if (!goesOn(page, until)) return { pages, newest };
      after = page.pageInfo.endCursor;
    }
  }

  async #takeChanged(node: PullNode): Promise<void> {
    if (node.state !== 'OPEN') this.#takePast(node);
    else if (this.#known.whole(node.number)?.pull.state !== 'open') {
      await this.#surveyor.readNow(node.number);
    }
  }

  #takePast(node: PullNode): void {
    const isKnown = seconds(node.updatedAt) < this.#until && this.#known.get(node.number);
    if (!isKnown) this.#known.learnPast(node, this.#bot);
  }

  async #askPage(query: string, after: string | null): Promise<Page<PullNode>> {
    const { octokit, owner, repo } = this.#remote;
    const ask = (size: number) =>
      octokit.graphql<{ repository: { pulls: Page<PullNode> } }>(query, {
        ...{ owner, name: repo, after, size },
      });
    const asked = await attempt(ask(pastPerPage));
    if (asked.kind === 'done') return asked.value.repository.pulls;
    if (asked.kind !== 'unavailable') throw errorOf(asked);
    return (await answer(ask(smallPage))).repository.pulls;
  }
}

/** Whether what comes after a page may have been changed at that time or later. */
function goesOn({ pageInfo, nodes }: Page<PullNode>, until: number): boolean {
  const last = nodes.at(-1);
  return pageInfo.hasNextPage && (!last || seconds(last.updatedAt) >= until);
}

function newestOf(page: Page<PullNode> | undefined): number {
  return Math.max(0, ...present(page).map(({ updatedAt }) => seconds(updatedAt)));
}

/** GitHub says that a list may have gaps. */
function present<T>(page: Page<T> | undefined): T[] {
  return (page?.nodes ?? []).filter((node) => node !== null);
}
