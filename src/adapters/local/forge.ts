/**
 * The forge on this machine: a bare repository `forge.git`, and records of its pull requests beside it.
 *
 * Git is the truth about heads and merges, the records about everything else. Each write leaves a
 * state that the next read completes. One process at a time; people may push to its branches.
 */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { replaceOwnLabels } from '../../domain/label.ts';
import { isOnHold, type MergePermit } from '../../domain/merge-permit.ts';
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
import { Commits } from './commits.ts';
import { Git, type RefTip } from './git.ts';
import { checkBody, checkDescription } from './limits.ts';
import {
  type PullRecord,
  PullRecords,
  reviewsOf,
  withEditedReview,
  withOutdated,
  withReview,
} from './pull-records.ts';
import { branchRef, mainRef, mainTip, pullRef } from './refs.ts';

const author = 'codec-crucible';

export interface SeedFile {
  readonly path: string;
  readonly source: string;
}

export class LocalForge implements Forge {
  readonly #git: Git;
  readonly #records: PullRecords;
  readonly #now: () => number;
  readonly #commits: Commits;

  private constructor(folder: string, now: () => number) {
    this.#git = new Git(path.join(folder, 'forge.git'));
    this.#records = new PullRecords(folder);
    this.#commits = new Commits(this.#git, now);
    this.#now = now;
  }

  /**
   * Opens the forge in `folder`, and makes it when it is not there. Seed files that the default branch
   * lacks are added to it, those that are there stay. `now` gives the time of new commits, in seconds.
   */
  static async open(
    folder: string,
    seed: readonly SeedFile[],
    now: () => number,
  ): Promise<LocalForge> {
    mkdirSync(folder, { recursive: true });
    const forge = new LocalForge(folder, now);
    forge.#git.init('main');
    forge.#plant(seed);
    return forge;
  }

  async baseline(file: string): Promise<Baseline> {
    const commit = this.#main();
    const found = this.#git.readFile(commit, file);
    if (!found) throw new Error(`${file} is not on the default branch of the local forge`);
    return { ...found, commit };
  }

  async readFile(commit: string, file: string): Promise<{ source: string; blob: string } | null> {
    return this.#git.readFile(commit, file);
  }

  async pullRequests(): Promise<readonly PullRequest[]> {
    const refs = this.#git.refs();
    return this.#records.all().map((record) => this.#settle(record, refs));
  }

  async pullRequest(number: number): Promise<PullRequest> {
    return this.#load(number);
  }

  async openCandidate(draft: CandidateDraft): Promise<OpenOutcome> {
    const { branch, title, body, path: file, source, base } = draft;
    checkBody(body);
    const records = this.#records.all();
    const known = records.find((record) => record.branch === branch);
    if (known) return { kind: 'exists', pullRequest: this.#load(known.number) };
    const number = (records.at(-1)?.number ?? 0) + 1;
    const blob = this.#git.writeBlob(source);
    const head = this.#commits.write(base, { path: file, blob }, title);
    // Refs without a record are left from a crash before the record was written.
    const refs = this.#git.refs();
    const set = (ref: string) => ({ ref, from: refs.get(ref)?.commit ?? null, to: head });
    this.#git.updateRefs([set(branchRef(branch)), set(pullRef(number))]);
    const about = { number, title, body, branch, created_at: this.#now() };
    this.#records.write({ ...about, state: 'open', squash: null, labels: [], reviews: [] });
    return { kind: 'opened', pullRequest: this.#load(number) };
  }

  /** None: a branch and its record are made good by the next `openCandidate` of the same branch. */
  async tidyBranches(): Promise<readonly PullRequest[]> {
    return [];
  }

  async difference({ headSha }: PullRequest): Promise<Difference> {
    const mergeBase = this.#commits.mergeBase(this.#main(), headSha);
    const files = this.#git.changedFiles(mergeBase, headSha).map((file) => ({
      ...file,
      lines: this.#git.diffLines(mergeBase, headSha, file.path),
    }));
    return { mergeBase, linear: true, files };
  }

  async newestStatus(commit: string): Promise<CommitStatus | null> {
    return this.#records.statuses(commit).at(-1) ?? null;
  }

  async verdictRun(): Promise<string | null> {
    return null;
  }

  async hasStatusEnding(commit: string, ending: string): Promise<boolean> {
    const statuses = this.#records.statuses(commit);
    return statuses.some(({ description }) => description.endsWith(ending));
  }

  async postStatus(commit: string, { state, description }: CommitStatus): Promise<void> {
    checkDescription(description);
    this.#checkCommit(commit);
    const statuses = this.#records.statuses(commit);
    this.#records.writeStatuses(commit, [...statuses, { state, description }]);
  }

  async reviews(number: number): Promise<readonly Review[]> {
    return reviewsOf(this.#records.read(number));
  }

  async postReview(number: number, { headSha, body, comments }: ReviewDraft): Promise<void> {
    const record = this.#records.read(number);
    this.#checkCommit(headSha);
    checkBody(body);
    const base = this.#commits.mergeBase(this.#main(), headSha);
    for (const comment of comments) {
      checkBody(comment.body);
      if (!this.#git.diffLines(base, headSha, comment.path).includes(comment.line)) {
        throw new Error(`${comment.path}:${comment.line}: line must be part of the diff`);
      }
    }
    this.#records.write(withReview(record, { headSha, body, comments }, this.#now()));
  }

  async outdate(number: number, ids: readonly number[]): Promise<void> {
    this.#records.write(withOutdated(this.#records.read(number), ids));
  }

  async editReview(number: number, id: number, body: string): Promise<void> {
    checkBody(body);
    this.#records.write(withEditedReview(this.#records.read(number), id, body));
  }

  async setLabels(number: number, labels: readonly string[]): Promise<void> {
    const record = this.#records.read(number);
    this.#records.write({ ...record, labels: [...replaceOwnLabels(record.labels, labels)] });
  }

  async merge(permit: MergePermit, message: string): Promise<MergeOutcome> {
    const { pullRequest: number, headSha, path: file, baselineBlob } = permit;
    const pull = this.#load(number);
    if (pull.state !== 'open') return { kind: 'not_open' };
    if (pull.headSha !== headSha) return { kind: 'head_moved' };
    if (isOnHold(permit, pull.labels)) return { kind: 'on_hold' };
    const main = this.#main();
    const blobs = [main, this.#commits.mergeBase(main, headSha)].map(
      (at) => this.#git.readFile(at, file)?.blob,
    );
    if (blobs.some((blob) => blob !== baselineBlob)) return { kind: 'base_moved' };
    const squash = this.#commits.write(main, this.#commits.fileAt(headSha, file), message);
    const record = this.#records.read(number);
    this.#records.write({ ...record, squash });
    const merged = this.#git.updateRefs([
      { ref: mainRef, from: main, to: squash },
      { ref: branchRef(pull.branch), from: headSha, to: null },
    ]);
    if (!merged) {
      const kind = this.#load(number).headSha === headSha ? 'base_moved' : 'head_moved';
      return { kind };
    }
    this.#records.write({ ...record, squash, state: 'merged' });
    return { kind: 'merged', commit: squash };
  }

  async close(number: number): Promise<void> {
    if (this.#load(number).state !== 'open') return;
    this.#records.write({ ...this.#records.read(number), state: 'closed' });
  }

  async reopen(number: number): Promise<ReopenOutcome> {
    if (this.#load(number).state === 'merged') return { kind: 'refused', why: 'it is merged' };
    this.#records.write({ ...this.#records.read(number), state: 'open' });
    return { kind: 'open' };
  }

  async putOnTop(number: number, headSha: string, file: FileOnTop): Promise<PutOnTopOutcome> {
    const pull = this.#openAt(number, headSha);
    if (!pull) return { kind: 'head_moved' };
    const from = this.#commits.fileAt(headSha, file.path);
    const commit = this.#commits.write(this.#main(), from, pull.title);
    await this.postStatus(commit, file.status);
    return this.#commits.moveHead(pull, commit);
  }

  async commitFile(number: number, headSha: string, file: FileCommit): Promise<PutOnTopOutcome> {
    const pull = this.#openAt(number, headSha);
    if (!pull) return { kind: 'head_moved' };
    const blob = this.#git.writeBlob(file.source);
    const commit = this.#commits.write(headSha, { path: file.path, blob }, file.message);
    return this.#commits.moveHead(pull, commit);
  }

  /** The open pull request; null when its head is another by now. */
  #openAt(number: number, headSha: string): PullRequest | null {
    const pull = this.#load(number);
    if (pull.state !== 'open') throw new Error(`#${number} is not open: its branch is left alone`);
    return pull.headSha === headSha ? pull : null;
  }

  #plant(seed: readonly SeedFile[]): void {
    const tip = this.#git.refs().get(mainRef)?.commit ?? null;
    const missing = seed.filter((file) => tip === null || !this.#git.readFile(tip, file.path));
    if (missing.length === 0) return;
    const first = this.#git.writeCommit({
      parent: tip,
      files: missing.map((file) => ({ path: file.path, blob: this.#git.writeBlob(file.source) })),
      message: `First baseline: ${missing.map((file) => file.path).join(', ')}`,
      time: this.#now(),
    });
    this.#git.updateRefs([{ ref: mainRef, from: tip, to: first }]);
  }

  #load(number: number): PullRequest {
    return this.#settle(this.#records.read(number), this.#git.refs());
  }

  /** Completes what a crash or a push left half done, and gives the pull request as it then is. */
  #settle(record: PullRecord, refs: ReadonlyMap<string, RefTip>): PullRequest {
    const { number, title, body, branch, labels } = record;
    const kept = refs.get(pullRef(number));
    const pushed = refs.get(branchRef(branch));
    const head = record.state === 'open' ? (pushed ?? kept) : kept;
    if (!head) throw new Error(`${pullRef(number)} is gone: begin anew with npm start -- --fresh`);
    const from = kept?.commit ?? null;
    if (from !== head.commit) {
      this.#git.updateRefs([{ ref: pullRef(number), from, to: head.commit }]);
    }
    const state = this.#finishMerge(record, mainTip(refs), pushed);
    return {
      ...{ number, title, body, branch, labels, author, byBot: true, state },
      headSha: head.commit,
      headTime: head.time,
      createdAt: record.created_at,
      ...{ draft: false, mergedBy: null, mergedAt: null },
    };
  }

  /** A merge is done when the default branch has its commit, whether or not the record knows. */
  #finishMerge(record: PullRecord, main: string, branch?: RefTip): PullRecord['state'] {
    const { state, squash } = record;
    if (state !== 'open' || squash === null || !this.#git.contains(main, squash)) return state;
    if (branch) {
      const ref = branchRef(record.branch);
      this.#git.updateRefs([{ ref, from: branch.commit, to: null }]);
    }
    this.#records.write({ ...record, state: 'merged' });
    return 'merged';
  }

  #main(): string {
    return mainTip(this.#git.refs());
  }

  #checkCommit(commit: string): void {
    if (!this.#git.hasCommit(commit)) throw new Error(`no commit found for ${commit}`);
  }
}
