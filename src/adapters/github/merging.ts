/** Merging: the only way into the default branch. One at a time, so that two winners never meet. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Hindrance } from '../../domain/hindrance.ts';
import { isOnHold, type MergePermit } from '../../domain/merge-permit.ts';
import type { MergeOutcome, PullRequest } from '../../ports/forge.ts';
import { deleteBranch } from './branch-deletion.ts';
import { unrepeated } from './client.ts';
import type { Differences } from './differences.ts';
import { hindranceOf, mayMeanBehind, saysBehind } from './hindrance.ts';
import { answer, errorOf } from './mend.ts';
import { mergeStateQuery } from './queries.ts';
import type { KnownPull } from './reading.ts';
import { attempt, type Refusal } from './refusal.ts';
import type { Remote } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

const mostTries = 3;
const checkWords = 'a candidate: judged by codec-crucible/verdict';

export interface MergingPlace {
  readonly snapshot: Snapshot;
  readonly differences: Differences;
  /**
   * Names of statuses that a branch rule asks for and that no workflow reports on what a bot opens: each is posted as
   * `success` on a head that is about to be merged.
   */
  readonly checks: readonly string[];
}

export class Merging {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #differences: Differences;
  readonly #checks: readonly string[];
  #last: Promise<unknown> = Promise.resolve();

  constructor(remote: Remote, { snapshot, differences, checks }: MergingPlace) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#differences = differences;
    this.#checks = checks;
  }

  merge(permit: MergePermit, message: string): Promise<MergeOutcome> {
    const outcome = this.#last.then(() => this.#mergeNow(permit, message));
    this.#last = outcome.catch(() => null);
    return outcome;
  }

  /** The API guards the head, the reading just before it the base. After a lost answer it is read again. */
  async #mergeNow(permit: MergePermit, message: string): Promise<MergeOutcome> {
    let refusal: Refusal | null = null;
    for (let tries = 1; ; tries += 1) {
      const known = await this.#snapshot.pullNow(permit.pullRequest);
      const { pull, mergeCommit } = known;
      if (refusal !== null && pull.state === 'merged' && mergeCommit !== null) {
        return this.#merged(known, mergeCommit);
      }
      const hindrance = await this.#hindrance(known, permit);
      if (hindrance) return hindrance;
      if (refusal !== null && tries > mostTries) return this.#giveUp(refusal, permit);
      if (refusal === null) await this.#postChecks(permit.headSha);
      const outcome = await attempt(this.#put(permit, message));
      if (outcome.kind === 'done') return this.#merged(known, outcome.value);
      refusal = outcome;
      if (refusal.kind === 'moved') return { kind: 'head_moved' };
      if (!mayPass(refusal)) return this.#giveUp(refusal, permit);
      await wait(this.#remote.retryDelay * tries ** 2);
    }
  }

  async #hindrance(known: KnownPull, permit: MergePermit): Promise<MergeOutcome | null> {
    const { path, headSha, baselineBlob } = permit;
    const { pull, baseBranch } = known;
    const { tip, defaultBranch } = await this.#snapshot.repository();
    if (pull.state !== 'open') return { kind: 'not_open' };
    if (pull.headSha !== headSha) return { kind: 'head_moved' };
    if (isOnHold(permit, pull.labels)) return { kind: 'on_hold' };
    if (baseBranch !== defaultBranch) {
      const why = `it is against ${baseBranch}, not ${defaultBranch}`;
      return { kind: 'blocked', hindrance: { kind: 'other_branch', why } };
    }
    const blobAt = async (at: string) => (await this.#snapshot.files.read(at, path))?.blob;
    if ((await blobAt(tip)) !== baselineBlob) return { kind: 'base_moved' };
    const { mergeBase } = await this.#differences.between(tip, headSha);
    return (await blobAt(mergeBase)) === baselineBlob ? null : { kind: 'base_moved' };
  }

  /** Only a permit leads here: the head has won, and is the one that was judged. */
  async #postChecks(sha: string): Promise<void> {
    const { octokit, owner, repo } = this.#remote;
    for (const context of this.#checks) {
      const status = { state: 'success', description: checkWords } as const;
      await answer(octokit.rest.repos.createCommitStatus({ owner, repo, sha, context, ...status }));
    }
  }

  /** The squash commit. */
  async #put({ pullRequest, headSha }: MergePermit, message: string): Promise<string> {
    const { octokit, owner, repo } = this.#remote;
    const [title = '', ...rest] = message.trim().split('\n');
    const { data } = await octokit.rest.pulls.merge({
      ...{ owner, repo, pull_number: pullRequest, sha: headSha, merge_method: 'squash' },
      ...{ commit_title: title, commit_message: rest.join('\n').trim() },
      ...unrepeated,
    });
    return data.sha;
  }

  async #giveUp(refusal: Refusal, permit: MergePermit): Promise<MergeOutcome> {
    if (!isDecided(refusal)) throw errorOf(refusal);
    const hindrance = hindranceOf(refusal);
    if (await this.#isBehind(hindrance, permit)) return { kind: 'behind' };
    return { kind: 'blocked', hindrance };
  }

  /** Whether the default branch has commits that the head lacks, and GitHub minds that. */
  async #isBehind(
    { kind, why }: Hindrance,
    { pullRequest: number, headSha }: MergePermit,
  ): Promise<boolean> {
    const { tip } = await this.#snapshot.repository();
    const { mergeBase } = await this.#differences.between(tip, headSha);
    if (saysBehind(why) || kind === 'conflict') return mergeBase !== tip;
    if (kind !== 'checks' && kind !== 'unknown') return false;
    const { octokit, owner, repo } = this.#remote;
    const asked = await attempt(
      octokit.graphql<{ repository: { pullRequest: { mergeStateStatus: string } } }>(
        mergeStateQuery,
        { owner, name: repo, number },
      ),
    );
    const state =
      asked.kind === 'done' ? asked.value.repository.pullRequest.mergeStateStatus : 'UNKNOWN';
    return state === 'BEHIND' || (state === 'UNKNOWN' && mergeBase !== tip && mayMeanBehind(why));
  }

  async #merged(known: KnownPull, commit: string): Promise<MergeOutcome> {
    const { bot } = await this.#snapshot.repository();
    const pull: PullRequest = { ...known.pull, state: 'merged', mergedBy: bot.login };
    await this.#snapshot.moveTip(commit);
    this.#snapshot.put({ ...known, pull, mergeCommit: commit });
    if (pull.byBot) await deleteBranch(this.#remote, pull.branch);
    return { kind: 'merged', commit };
  }
}

/** Whether another try may end otherwise. */
function mayPass({ kind }: Refusal): boolean {
  // Only the one file differs, and on both sides it comes from the same one: GitHub is not ready yet.
  return kind === 'base_modified' || kind === 'unavailable' || kind === 'conflict';
}

/** Whether the repository, and not the way to it, keeps the pull request out. */
function isDecided({ kind }: Refusal): boolean {
  return ['blocked', 'invalid', 'not_permitted', 'conflict', 'base_modified'].includes(kind);
}
