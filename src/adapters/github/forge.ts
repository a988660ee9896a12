/** GitHub as the forge. One object serves one run. */

import type { MergePermit } from '../../domain/merge-permit.ts';
import { UnreadableChange } from '../../domain/unreadable.ts';
import type {
  Baseline,
  CandidateDraft,
  CommitStatus,
  Difference,
  FileCommit,
  FileOnTop,
  Forge,
  MergeOutcome,
  OpenOutcome,
  PullRequest,
  PutOnTopOutcome,
  ReopenOutcome,
  Review,
  ReviewDraft,
} from '../../ports/forge.ts';
import { Candidates } from './candidates.ts';
import { Differences } from './differences.ts';
import type { Labels } from './labels.ts';
import { answer, errorOf, GitHubError } from './mend.ts';
import { Merging } from './merging.ts';
import type { KnownPull } from './reading.ts';
import { attempt } from './refusal.ts';
import type { Remote } from './remote.ts';
import { Reviews } from './reviews.ts';
import type { Snapshot } from './snapshot.ts';

/** GitHub answers so for histories without a common beginning, and for changes beyond measure. */
function isUnreadable(error: unknown): error is GitHubError {
  if (!(error instanceof GitHubError)) return false;
  const { kind, why } = error.refusal;
  return kind === 'not_found' || kind === 'invalid' || /diff|too (large|long)/i.test(why);
}

export interface ForgePlace {
  readonly snapshot: Snapshot;
  readonly labels: Labels;
  /** Statuses that are posted before a merge (see merging.ts). */
  readonly checks: readonly string[];
}

export class GitHubForge implements Forge {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #labels: Labels;
  readonly #differences: Differences;
  readonly #candidates: Candidates;
  readonly #reviews: Reviews;
  readonly #merging: Merging;

  constructor(remote: Remote, { snapshot, labels, checks }: ForgePlace) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#labels = labels;
    this.#differences = new Differences(remote);
    this.#candidates = new Candidates(remote, snapshot, this.#differences);
    this.#reviews = new Reviews(remote, snapshot, this.#differences);
    this.#merging = new Merging(remote, { snapshot, differences: this.#differences, checks });
  }

  baseline(path: string): Promise<Baseline> {
    return this.#snapshot.baseline(path);
  }

  readFile(commit: string, path: string): Promise<{ source: string; blob: string } | null> {
    return this.#snapshot.files.read(commit, path);
  }

  async pullRequests(): Promise<readonly PullRequest[]> {
    const known = await this.#snapshot.pulls();
    const { defaultBranch } = await this.#snapshot.repository();
    return known.filter((each) => each.baseBranch === defaultBranch).map(({ pull }) => pull);
  }

  async pullRequest(number: number): Promise<PullRequest> {
    return (await this.#snapshot.pullNow(number)).pull;
  }

  openCandidate(draft: CandidateDraft): Promise<OpenOutcome> {
    return this.#candidates.open(draft);
  }

  tidyBranches(): Promise<readonly PullRequest[]> {
    return this.#candidates.tidy();
  }

  async difference({ headSha }: PullRequest): Promise<Difference> {
    const { tip } = await this.#snapshot.repository();
    return this.#differences.between(tip, headSha).catch((error: unknown) => {
      throw isUnreadable(error) ? new UnreadableChange(error.message) : error;
    });
  }

  newestStatus(commit: string): Promise<CommitStatus | null> {
    return this.#snapshot.verdicts.newest(commit);
  }

  verdictRun(commit: string): Promise<string | null> {
    return this.#snapshot.verdicts.runOf(commit);
  }

  hasStatusEnding(commit: string, ending: string): Promise<boolean> {
    return this.#snapshot.verdicts.hasEnding(commit, ending);
  }

  async postStatus(commit: string, status: CommitStatus): Promise<void> {
    this.#snapshot.wrote();
    await this.#snapshot.verdicts.post(commit, status);
  }

  reviews(number: number): Promise<readonly Review[]> {
    return this.#reviews.of(number);
  }

  postReview(number: number, draft: ReviewDraft): Promise<void> {
    return this.#reviews.post(number, draft);
  }

  outdate(number: number, ids: readonly number[]): Promise<void> {
    return this.#reviews.outdate(number, ids);
  }

  editReview(number: number, id: number, body: string): Promise<void> {
    return this.#reviews.edit(number, id, body);
  }

  setLabels(number: number, labels: readonly string[]): Promise<void> {
    return this.#labels.set(number, labels);
  }

  merge(permit: MergePermit, message: string): Promise<MergeOutcome> {
    return this.#merging.merge(permit, message);
  }

  async close(number: number): Promise<void> {
    const known = await this.#snapshot.pull(number);
    if (known.pull.state === 'open') await answer(this.#setState(known, 'closed'));
  }

  async reopen(number: number): Promise<ReopenOutcome> {
    const known = await this.#snapshot.pull(number);
    if (known.pull.state === 'merged') return { kind: 'refused', why: 'it is merged' };
    const outcome = await attempt(this.#setState(known, 'open'));
    if (outcome.kind === 'done') return { kind: 'open' };
    if (outcome.kind !== 'invalid') throw errorOf(outcome);
    return { kind: 'refused', why: outcome.why };
  }

  async putOnTop(
    number: number,
    headSha: string,
    { path, status }: FileOnTop,
  ): Promise<PutOnTopOutcome> {
    let told = false;
    const announce = async (commit: string) => {
      const offered = await this.#snapshot.verdicts.offer(commit, status);
      told = offered.kind === 'done';
      // Of a commit that no branch has yet, GitHub may say that there is none.
      if (offered.kind === 'done' || ['invalid', 'not_found'].includes(offered.kind)) return;
      throw errorOf(offered);
    };
    const outcome = await this.#candidates.putOnTop(number, headSha, { path, announce });
    if (outcome.kind === 'moved' && !told) await this.postStatus(outcome.headSha, status);
    return outcome;
  }

  commitFile(number: number, headSha: string, file: FileCommit): Promise<PutOnTopOutcome> {
    return this.#candidates.commitFile(number, headSha, file);
  }

  /** A branch may have been moved while its pull request was closed. */
  async #setState(known: KnownPull, wanted: 'open' | 'closed'): Promise<void> {
    const { octokit, owner, repo } = this.#remote;
    const { number, headSha } = known.pull;
    const { data } = await octokit.rest.pulls.update({
      ...{ owner, repo, pull_number: number, state: wanted },
    });
    const state = data.merged ? 'merged' : data.state;
    this.#snapshot.put({ ...known, pull: { ...known.pull, state } });
    if (data.head.sha !== headSha) await this.#snapshot.pullNow(number);
  }
}
