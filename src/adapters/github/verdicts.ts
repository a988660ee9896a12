/** Commit statuses of the bot's verdict. */

import type { CommitStatus } from '../../ports/forge.ts';
import { checkDescription } from '../local/limits.ts';
import { unrepeated } from './client.ts';
import { answer, errorOf } from './mend.ts';
import { verdictContext } from './queries.ts';
import { type CommitNode, readStatus } from './reading.ts';
import type { Attempt } from './refusal.ts';
import { type Remote, writeOnce } from './remote.ts';

const perPage = 100;

export interface VerdictSource {
  /** Id of the account whose statuses count. */
  readonly bot: () => Promise<number>;
  /** Where the statuses link to: the run; null for nowhere. */
  readonly targetUrl: string | null;
}

export class Verdicts {
  readonly #remote: Remote;
  readonly #source: VerdictSource;
  /** Newest status by commit; null when there is none. */
  readonly #newest = new Map<string, CommitStatus | null>();
  /** Where the newest links to, by commit. */
  readonly #runs = new Map<string, string | null>();
  /** Every description that was ever seen by commit: statuses are added, and never taken away. */
  readonly #described = new Map<string, Set<string>>();
  /** All statuses by commit, newest first. */
  readonly #lists = new Map<string, Promise<CommitStatus[]>>();

  constructor(remote: Remote, source: VerdictSource) {
    this.#remote = remote;
    this.#source = source;
  }

  /** Takes over what a query found at a commit; what somebody else put there over the bot's does not count. */
  learn({ oid, status }: CommitNode, bot: number): void {
    const context = status?.context ?? null;
    if (context !== null && context.creator?.databaseId !== bot) return;
    this.#newest.set(oid, context && readStatus(context.state, context.description));
    this.#runs.set(oid, context?.targetUrl ?? null);
    if (context?.description) this.recall(oid, [context.description]);
  }

  /** Takes over descriptions that stand, or once stood, in statuses of the bot's at a commit. */
  recall(commit: string, descriptions: readonly string[]): void {
    const known = this.#described.get(commit) ?? [];
    this.#described.set(commit, new Set([...known, ...descriptions]));
  }

  /** As far as they are known. */
  described(commit: string): readonly string[] {
    return [...(this.#described.get(commit) ?? [])];
  }

  /** The bot just made the commit: it has none. */
  learnNew(commit: string): void {
    this.#newest.set(commit, null);
  }

  async newest(commit: string): Promise<CommitStatus | null> {
    const known = this.#newest.get(commit);
    if (known !== undefined) return known;
    const newest = (await this.#all(commit))[0] ?? null;
    this.#newest.set(commit, newest);
    return newest;
  }

  /** Of the newest status: the run that wrote it. */
  async runOf(commit: string): Promise<string | null> {
    if (!this.#runs.has(commit)) await this.#list(commit, 1);
    return this.#runs.get(commit) ?? null;
  }

  async hasEnding(commit: string, ending: string): Promise<boolean> {
    if (this.described(commit).some((each) => each.endsWith(ending))) return true;
    if ((await this.newest(commit)) === null) return false;
    return (await this.#all(commit)).some(({ description }) => description.endsWith(ending));
  }

  async post(commit: string, status: CommitStatus): Promise<void> {
    const posted = await this.offer(commit, status);
    if (posted.kind !== 'done') throw errorOf(posted);
  }

  /** The same, where GitHub may refuse. */
  async offer(commit: string, { state, description }: CommitStatus): Promise<Attempt<unknown>> {
    checkDescription(description);
    const { octokit, owner, repo } = this.#remote;
    const { targetUrl: target } = this.#source;
    const url = target === null ? {} : { target_url: target };
    const status = { state, description };
    const posted = await writeOnce<unknown>(
      this.#remote,
      () =>
        octokit.rest.repos.createCommitStatus({
          ...{ owner, repo, sha: commit, context: verdictContext, ...status, ...url },
          ...unrepeated,
        }),
      async () => {
        const [newest] = await this.#list(commit, 1);
        return newest?.state === state && newest.description === description ? newest : null;
      },
    );
    if (posted.kind !== 'done') return posted;
    this.#newest.set(commit, status);
    this.#runs.set(commit, target);
    this.recall(commit, [description]);
    this.#lists.delete(commit);
    return posted;
  }

  async #all(commit: string): Promise<CommitStatus[]> {
    const known = this.#lists.get(commit) ?? this.#list(commit, Number.POSITIVE_INFINITY);
    this.#lists.set(commit, known);
    known.catch(() => this.#lists.delete(commit));
    const found = await known;
    this.recall(
      commit,
      found.map(({ description }) => description),
    );
    return found;
  }

  /** The newest come first. GitHub keeps at most 1,000 a commit. */
  async #list(commit: string, pages: number): Promise<CommitStatus[]> {
    const { octokit, owner, repo } = this.#remote;
    const bot = await this.#source.bot();
    const found: CommitStatus[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const { data } = await answer(
        octokit.rest.repos.listCommitStatusesForRef({
          ...{ owner, repo, ref: commit, per_page: perPage, page },
        }),
      );
      const ours = data.filter(({ context, creator }) => {
        return context === verdictContext && creator?.id === bot;
      });
      if (page === 1) this.#runs.set(commit, ours[0]?.target_url ?? null);
      found.push(...ours.map((status) => readStatus(status.state, status.description)));
      if (data.length < perPage) break;
    }
    return found;
  }
}
