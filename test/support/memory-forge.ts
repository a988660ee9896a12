/** A forge in memory, as plain state, with what people can do to it and with fault knobs. */

import { createHash } from 'node:crypto';
import { checkBody, checkDescription } from '../../src/adapters/local/limits.ts';
import type { Hindrance } from '../../src/domain/hindrance.ts';
import { replaceOwnLabels } from '../../src/domain/label.ts';
import { isOnHold, type MergePermit } from '../../src/domain/merge-permit.ts';
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
} from '../../src/ports/forge.ts';
import { type Faulty, faulty } from './faulty.ts';

interface Commit {
  readonly parent: string | null;
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
  readonly time: number;
}

interface Pull {
  readonly number: number;
  readonly draft: CandidateDraft;
  readonly author: string;
  readonly byBot: boolean;
  readonly createdAt: number;
  state: PullRequest['state'];
  head: string;
  labels: readonly string[];
  reviews: Review[];
}

/** The bot's forge; `failNext` makes a call fail. */
export function memoryForge(files: Readonly<Record<string, string>>): Faulty<MemoryForge> {
  return faulty(new MemoryForge(files));
}

export class MemoryForge implements Forge {
  readonly #commits = new Map<string, Commit>();
  readonly #statuses = new Map<string, CommitStatus[]>();
  readonly #pulls: Pull[] = [];
  #main: string;
  #blocked: Hindrance | null = null;
  /** Every commit is a second later than the one before. */
  #time = 1_795_305_600;

  constructor(files: Readonly<Record<string, string>>) {
    this.#main = this.#commit(null, files, 'Begin');
  }

  // ------------------------------------------------------------ what people do

  /** A person's pull request. */
  async openAsPerson(draft: CandidateDraft, author: string): Promise<PullRequest> {
    return this.#view(this.#open(draft, author));
  }

  /** Somebody pushes to a pull request's branch; returns the new head. */
  async push(number: number, path: string, source: string): Promise<string> {
    const pull = this.#pull(number);
    pull.head = this.#commit(pull.head, { [path]: source }, 'Pushed');
    return pull.head;
  }

  /** Somebody pushes to the default branch; returns its new tip. */
  async pushToMain(path: string, source: string): Promise<string> {
    this.#main = this.#commit(this.#main, { [path]: source }, 'Pushed');
    return this.#main;
  }

  /** A person writes a review, whatever is in it. */
  async reviewAsPerson(number: number, draft: ReviewDraft): Promise<void> {
    const pull = this.#pull(number);
    pull.reviews.push(this.#review(pull, draft, false));
  }

  /** A person puts a label on it. */
  async label(number: number, label: string): Promise<void> {
    const pull = this.#pull(number);
    pull.labels = [...pull.labels, label];
  }

  /** From now on the rules of the repository let nothing in; null ends that. */
  async blockMerges(hindrance: Hindrance | null): Promise<void> {
    this.#blocked = hindrance;
  }

  /** A person squash-merges by hand. */
  async mergeByButton(number: number): Promise<void> {
    const pull = this.#pull(number);
    const file = this.#fileAt(pull.head, pull.draft.path);
    this.#main = this.#commit(this.#main, file, pull.draft.title);
    pull.state = 'merged';
  }

  /** Messages of the default branch's commits, oldest first. */
  async mainMessages(): Promise<string[]> {
    return this.#lineage(this.#main)
      .map((sha) => this.#at(sha).message)
      .reverse();
  }

  // ------------------------------------------------------------ the port

  async baseline(path: string): Promise<Baseline> {
    const file = await this.readFile(this.#main, path);
    if (!file) throw new Error(`${path} is not on the default branch`);
    return { ...file, commit: this.#main };
  }

  async readFile(commit: string, path: string): Promise<{ source: string; blob: string } | null> {
    const source = this.#commits.get(commit)?.files[path];
    return source === undefined ? null : { source, blob: blobOf(source) };
  }

  async pullRequests(): Promise<readonly PullRequest[]> {
    return this.#pulls.map((pull) => this.#view(pull));
  }

  async pullRequest(number: number): Promise<PullRequest> {
    return this.#view(this.#pull(number));
  }

  async openCandidate(draft: CandidateDraft): Promise<OpenOutcome> {
    checkBody(draft.body);
    const known = this.#pulls.find((pull) => pull.draft.branch === draft.branch);
    if (known) return { kind: 'exists', pullRequest: this.#view(known) };
    return { kind: 'opened', pullRequest: this.#view(this.#open(draft, null)) };
  }

  async tidyBranches(): Promise<readonly PullRequest[]> {
    return [];
  }

  async difference({ headSha }: PullRequest): Promise<Difference> {
    const mergeBase = this.#mergeBase(headSha);
    const [before, after] = [this.#at(mergeBase).files, this.#at(headSha).files];
    const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const files = paths.filter((path) => before[path] !== after[path]);
    return {
      mergeBase,
      linear: true,
      files: files.map((path) => ({
        path,
        change: before[path] === undefined ? 'added' : 'modified',
        lines: this.#diffLines(headSha, path),
      })),
    };
  }

  async newestStatus(commit: string): Promise<CommitStatus | null> {
    return this.#statuses.get(commit)?.at(-1) ?? null;
  }

  async verdictRun(): Promise<string | null> {
    return null;
  }

  async hasStatusEnding(commit: string, ending: string): Promise<boolean> {
    const statuses = this.#statuses.get(commit) ?? [];
    return statuses.some(({ description }) => description.endsWith(ending));
  }

  async postStatus(commit: string, { state, description }: CommitStatus): Promise<void> {
    checkDescription(description);
    this.#at(commit);
    const before = this.#statuses.get(commit) ?? [];
    this.#statuses.set(commit, [...before, { state, description }]);
  }

  async reviews(number: number): Promise<readonly Review[]> {
    return [...this.#pull(number).reviews];
  }

  async postReview(number: number, draft: ReviewDraft): Promise<void> {
    const pull = this.#pull(number);
    this.#at(draft.headSha);
    checkBody(draft.body);
    for (const { path, line, body } of draft.comments) {
      checkBody(body);
      if (!this.#diffLines(draft.headSha, path).includes(line)) {
        throw new Error(`${path}:${line}: line must be part of the diff`);
      }
    }
    pull.reviews = [...pull.reviews, this.#review(pull, draft, true)];
  }

  async outdate(number: number, ids: readonly number[]): Promise<void> {
    const pull = this.#pull(number);
    pull.reviews = pull.reviews.map((review) =>
      ids.includes(review.id) ? { ...review, outdated: true } : review,
    );
  }

  async editReview(number: number, id: number, body: string): Promise<void> {
    checkBody(body);
    const pull = this.#pull(number);
    pull.reviews = pull.reviews.map((review) => (review.id === id ? { ...review, body } : review));
  }

  async setLabels(number: number, labels: readonly string[]): Promise<void> {
    const pull = this.#pull(number);
    pull.labels = replaceOwnLabels(pull.labels, labels);
  }

  async merge(permit: MergePermit, message: string): Promise<MergeOutcome> {
    const { path, headSha, baselineBlob } = permit;
    const pull = this.#pull(permit.pullRequest);
    if (pull.state !== 'open') return { kind: 'not_open' };
    if (pull.head !== headSha) return { kind: 'head_moved' };
    if (isOnHold(permit, pull.labels)) return { kind: 'on_hold' };
    if (this.#blocked !== null) return { kind: 'blocked', hindrance: this.#blocked };
    const bases = [this.#main, this.#mergeBase(pull.head)];
    const blobs = bases.map((sha) => blobOf(this.#at(sha).files[path] ?? ''));
    if (blobs.some((blob) => blob !== baselineBlob)) return { kind: 'base_moved' };
    this.#main = this.#commit(this.#main, this.#fileAt(headSha, path), message);
    pull.state = 'merged';
    return { kind: 'merged', commit: this.#main };
  }

  async close(number: number): Promise<void> {
    const pull = this.#pull(number);
    if (pull.state === 'open') pull.state = 'closed';
  }

  async reopen(number: number): Promise<ReopenOutcome> {
    const pull = this.#pull(number);
    if (pull.state === 'merged') return { kind: 'refused', why: 'it is merged' };
    pull.state = 'open';
    return { kind: 'open' };
  }

  async putOnTop(
    number: number,
    headSha: string,
    { path, status }: FileOnTop,
  ): Promise<PutOnTopOutcome> {
    const pull = this.#pull(number);
    if (pull.state !== 'open') throw new Error(`#${number} is not open: nothing is put on top`);
    if (pull.head !== headSha) return { kind: 'head_moved' };
    pull.head = this.#commit(this.#main, this.#fileAt(headSha, path), pull.draft.title);
    await this.postStatus(pull.head, status);
    return { kind: 'moved', headSha: pull.head };
  }

  async commitFile(
    number: number,
    headSha: string,
    { path, source, message }: FileCommit,
  ): Promise<PutOnTopOutcome> {
    const pull = this.#pull(number);
    if (pull.state !== 'open') throw new Error(`#${number} is not open: nothing is committed`);
    if (pull.head !== headSha) return { kind: 'head_moved' };
    pull.head = this.#commit(headSha, { [path]: source }, message);
    return { kind: 'moved', headSha: pull.head };
  }

  // ------------------------------------------------------------ state

  #open(draft: CandidateDraft, author: string | null): Pull {
    const pull: Pull = {
      number: this.#pulls.length + 1,
      draft,
      author: author ?? 'codec-crucible',
      byBot: author === null,
      state: 'open',
      head: this.#commit(draft.base, { [draft.path]: draft.source }, draft.title),
      createdAt: this.#time,
      labels: [],
      reviews: [],
    };
    this.#pulls.push(pull);
    return pull;
  }

  #review({ reviews }: Pull, draft: ReviewDraft, byBot: boolean): Review {
    const id = reviews.length + 1;
    return { ...draft, id, byBot, outdated: false, submittedAt: this.#time };
  }

  #view({ number, draft, author, byBot, state, head, labels, createdAt }: Pull): PullRequest {
    const { title, body, branch } = draft;
    const { time: headTime } = this.#at(head);
    const about = {
      number,
      title,
      body,
      branch,
      author,
      byBot,
      state,
      labels,
      draft: false,
      mergedBy: null,
      mergedAt: null,
    };
    return { ...about, headSha: head, headTime, createdAt };
  }

  #commit(parent: string | null, files: Commit['files'], message: string): string {
    this.#time += 1;
    const before = parent === null ? {} : this.#at(parent).files;
    const commit = { parent, files: { ...before, ...files }, message, time: this.#time };
    const sha = sha1(JSON.stringify(commit));
    this.#commits.set(sha, commit);
    return sha;
  }

  #fileAt(commit: string, path: string): Commit['files'] {
    const source = this.#at(commit).files[path];
    if (source === undefined) throw new Error(`${commit} has no ${path}`);
    return { [path]: source };
  }

  #at(sha: string): Commit {
    const commit = this.#commits.get(sha);
    if (!commit) throw new Error(`no commit found for ${sha}`);
    return commit;
  }

  #pull(number: number): Pull {
    const pull = this.#pulls[number - 1];
    if (!pull) throw new Error(`there is no pull request #${number}`);
    return pull;
  }

  /** The commit and those before it, newest first. */
  #lineage(sha: string): string[] {
    const { parent } = this.#at(sha);
    return [sha, ...(parent === null ? [] : this.#lineage(parent))];
  }

  #mergeBase(head: string): string {
    const main = new Set(this.#lineage(this.#main));
    const base = this.#lineage(head).find((sha) => main.has(sha));
    if (base === undefined) throw new Error(`${head} does not come from the default branch`);
    return base;
  }

  /** One hunk: everything between the first and the last change, and three lines around it. */
  #diffLines(head: string, path: string): readonly number[] {
    const [before, after] = [this.#mergeBase(head), head].map((sha) =>
      (this.#at(sha).files[path] ?? '').replace(/\n$/, '').split('\n'),
    ) as [string[], string[]];
    const shorter = Math.min(before.length, after.length);
    let first = 0;
    while (first < shorter && before[first] === after[first]) first += 1;
    if (first === after.length && first === before.length) return [];
    let tail = 0;
    while (tail < shorter - first && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    const start = Math.max(0, first - 3);
    const end = Math.min(after.length, after.length - tail + 3);
    return Array.from({ length: end - start }, (_, i) => start + i + 1);
  }
}

function sha1(data: string): string {
  return createHash('sha1').update(data).digest('hex');
}

/** As git names a blob. */
function blobOf(source: string): string {
  return sha1(`blob ${Buffer.byteLength(source)}\0${source}`);
}
