/**
 * The repository as one query showed it, kept up with what the bot writes.
 *
 * Everything is served from it for the life of the object, which is one run, with two exceptions that
 * always show what is there now: `pullNow` asks each time, and `baseline` asks unless the newest reading
 * is unused: a reading answers `baseline` once a path, and only until something is written.
 */

import { SetupError } from '../../domain/setup-error.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { Baseline } from '../../ports/forge.ts';
import { bestDashboard } from './dashboard-search.ts';
import { Files } from './files.ts';
import { type Head, KnownPulls, type Move } from './known-pulls.ts';
import type { Memory } from './memory.ts';
import { answer, errorOf } from './mend.ts';
import type { Cursors, ListName } from './pages.ts';
import type { HistoryPlace } from './past.ts';
import {
  branchQuery,
  pathVariables,
  pullQuery,
  repositoryQuery,
  snapshotQuery,
} from './queries.ts';
import {
  type DashboardNode,
  type KnownPull,
  names,
  type PullNode,
  type Reading,
  type SnapshotLists,
} from './reading.ts';
import { type Attempt, attempt } from './refusal.ts';
import type { Remote } from './remote.ts';
import { type Branch, Survey } from './survey.ts';
import { Verdicts } from './verdicts.ts';

export interface KnownRepository {
  readonly id: string;
  readonly defaultBranch: string;
  /** Commit at the tip of the default branch. */
  readonly tip: string;
  /** The bot's account. */
  readonly bot: { readonly databaseId: number; readonly login: string };
  /** Names of the labels that exist. */
  readonly labels: ReadonlySet<string>;
  /** The bot's dashboard issue. */
  readonly dashboard: DashboardNode | null;
}

export interface SnapshotOptions {
  /** The codec of every benchmark. */
  readonly paths: readonly string[];
  /** Where statuses link to. */
  readonly targetUrl: string | null;
  readonly memory: Memory;
}

export class Snapshot {
  readonly files: Files;
  readonly verdicts: Verdicts;
  readonly #remote: Remote;
  readonly #paths: readonly string[];
  readonly #memory: Memory;
  readonly #pulls: KnownPulls;
  #merge: Move<string> | null = null;
  #branches: readonly Branch[] = [];
  #repository: KnownRepository | null = null;
  #whole: Promise<void> | null = null;
  /** When the newest change to a closed pull request that was read was made, in seconds. */
  #cursor = 0;
  /** Paths for which the newest reading may still answer `baseline`. */
  readonly #unused = new Set<string>();

  constructor(remote: Remote, { paths, targetUrl, memory }: SnapshotOptions) {
    this.#remote = remote;
    this.#paths = paths;
    this.#memory = memory;
    this.files = new Files(remote, paths);
    this.verdicts = new Verdicts(remote, {
      bot: async () => (await this.repository()).bot.databaseId,
      targetUrl,
    });
    this.#pulls = new KnownPulls({ files: this.files, verdicts: this.verdicts, paths });
  }

  /** The first time it is read with everything else. */
  async repository(): Promise<KnownRepository> {
    if (this.#repository === null) await this.#load();
    return this.#known();
  }

  /** As it stands now. */
  async repositoryNow(): Promise<KnownRepository> {
    const asked = await this.#ask(repositoryQuery(this.#paths.length), {});
    if (asked.kind !== 'done') throw this.#missing(asked);
    return this.#known();
  }

  #known(): KnownRepository {
    if (this.#repository === null) throw new Error('nothing was read yet');
    return this.#repository;
  }

  /** Every pull request, against whatever branch, oldest first. */
  async pulls(): Promise<readonly KnownPull[]> {
    await this.#load();
    return this.#pulls.all();
  }

  /** Candidate branches. */
  async branches(): Promise<readonly Branch[]> {
    await this.#load();
    return this.#branches;
  }

  /** As far as it is known: of one that was closed before this run, only what is read back. */
  async glance(number: number): Promise<KnownPull> {
    return this.#pulls.get(number) ?? (await this.pullNow(number));
  }

  /** With all that is needed to act on it. */
  async pull(number: number): Promise<KnownPull> {
    return this.#pulls.whole(number) ?? (await this.pullNow(number));
  }

  /** As it stands now. The first time it is read with everything else. */
  async pullNow(number: number): Promise<KnownPull> {
    if (this.#whole === null) {
      await this.#load();
      const pull = this.#pulls.whole(number);
      if (pull) return pull;
    }
    return this.#askPull(number);
  }

  async #askPull(number: number): Promise<KnownPull> {
    const asked = await this.#ask<{ pullRequest: PullNode }>(pullQuery(this.#paths.length), {
      number,
    });
    if (asked.kind === 'not_found') throw new Error(`there is no pull request #${number}`);
    if (asked.kind !== 'done') throw errorOf(asked);
    return this.#pulls.learn(asked.value.repository.pullRequest, asked.value.viewer.databaseId);
  }

  /** The newest pull request from a branch of this repository, asked anew; null when there is none. */
  async pullOfBranch(branch: string): Promise<KnownPull | null> {
    const { octokit, owner, repo } = this.#remote;
    const { bot } = await this.repository();
    const { repository } = await answer(
      octokit.graphql<{ repository: { pullRequests: { nodes: PullNode[] } } }>(branchQuery, {
        ...{ owner, name: repo, branch },
      }),
    );
    const own = repository.pullRequests.nodes.filter((node) => !node.isCrossRepository);
    const pulls = own.map((node) => this.#pulls.learn(node, bot.databaseId));
    return pulls.sort((a, b) => a.pull.number - b.pull.number).at(-1) ?? null;
  }

  async baseline(path: string): Promise<Baseline> {
    if (this.#whole === null) await this.#load();
    if (!this.#unused.delete(path)) {
      await this.repositoryNow();
      this.#unused.delete(path);
    }
    const { tip, defaultBranch } = await this.repository();
    const file = await this.files.read(tip, path);
    if (file) return { ...file, commit: tip };
    throw new UsageError(
      `${path} is not on the default branch ${defaultBranch}, or is no regular file`,
    );
  }

  /** Takes over what the bot did to a pull request, or opened. */
  put(pull: KnownPull): void {
    this.#unused.clear();
    this.#pulls.put(pull);
  }

  /** Takes over older reviews: nothing was written. */
  learnReviews(pull: KnownPull): void {
    this.#pulls.learnReviews(pull);
  }

  /** Leaves what is known to later runs. Returns the digests that the dashboard has to vouch for. */
  async leaveHistory(): Promise<readonly string[]> {
    await this.#load();
    return this.#memory.leave(this.#place(), { cursor: this.#cursor, pulls: this.#pulls.past() });
  }

  /** Takes over what the bot did to the repository. */
  async change(changes: Partial<KnownRepository>): Promise<void> {
    if (changes.tip !== undefined) this.#unused.clear();
    this.#repository = { ...(await this.repository()), ...changes };
  }

  /** The bot merged: the default branch has a new tip. */
  async moveTip(to: string): Promise<void> {
    this.#merge = { from: (await this.repository()).tip, to };
    await this.change({ tip: to });
  }

  /** The bot gave the pull request a new head. */
  moveHead(known: KnownPull, to: Head): void {
    this.#unused.clear();
    this.#pulls.moveHead(known, to);
  }

  /** Readings before a write say nothing about after it. */
  wrote(): void {
    this.#unused.clear();
  }

  #load(): Promise<void> {
    this.#whole ??= this.#readAll().catch((error: unknown) => {
      this.#whole = null;
      throw error;
    });
    return this.#whole;
  }

  async #readAll(): Promise<void> {
    const survey = new Survey(this.#remote, this.#pulls, {
      page: (cursors) => this.#readPage(cursors),
      recall: (first) => this.#memory.recall(first, this.#place()),
      readNow: (number) => this.#askPull(number),
    });
    const { branches, cursor } = await survey.read();
    this.#branches = branches;
    this.#cursor = cursor;
  }

  #place(): HistoryPlace {
    const { id: repository, defaultBranch, bot } = this.#known();
    return { repository, defaultBranch, bot: bot.databaseId };
  }

  async #readPage(cursors: Cursors): Promise<Reading<SnapshotLists>> {
    const asks = (list: ListName) => cursors[list] !== undefined;
    const asked = await this.#ask<SnapshotLists>(snapshotQuery(this.#paths.length), {
      ...{ open: asks('open'), openAfter: cursors.open ?? null, past: asks('past') },
      ...{ branches: asks('branches'), branchesAfter: cursors.branches ?? null },
    });
    if (asked.kind !== 'done') throw this.#missing(asked);
    return asked.value;
  }

  /** Asks, and takes over what every reading has: the repository and its codecs. */
  async #ask<T>(query: string, variables: Record<string, unknown>): Promise<Attempt<Reading<T>>> {
    const { octokit, owner, repo } = this.#remote;
    const asked = await attempt(
      octokit.graphql<Reading<T>>(query, {
        ...{ owner, name: repo, ...pathVariables(this.#paths), ...variables },
      }),
    );
    if (asked.kind === 'done') this.#learnRepository(asked.value);
    return asked;
  }

  #learnRepository({ viewer, repository }: Reading): void {
    const { id, defaultBranchRef: branch, labels, dashboards } = repository;
    if (branch === null) throw new SetupError(`${this.#name()} is empty: push the bot to it first`);
    const { oid } = branch.target;
    this.files.learn(oid, this.#paths, branch.target);
    const tip = this.#merge?.from === oid ? this.#merge.to : oid;
    this.#repository = {
      ...{ id, defaultBranch: branch.name, tip, bot: viewer },
      labels: new Set([...names(labels), ...(this.#repository?.labels ?? [])]),
      // One that was found otherwise is in no such list.
      dashboard:
        bestDashboard(dashboards.nodes.filter((issue) => issue.viewerDidAuthor)) ??
        this.#repository?.dashboard ??
        null,
    };
    for (const path of this.#paths) this.#unused.add(path);
  }

  #missing(refusal: Exclude<Attempt<unknown>, { kind: 'done' }>): Error {
    if (refusal.kind !== 'not_found') return errorOf(refusal);
    return new SetupError(
      `There is no repository ${this.#name()}, or the token may not see it: check its name, and that the job has \`contents: read\` (${refusal.why})`,
    );
  }

  #name(): string {
    return `${this.#remote.owner}/${this.#remote.repo}`;
  }
}
