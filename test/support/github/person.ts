/** What people do, by themselves or with git: no HTTP, but the same rules. */

import { type Account, type Caller, identityOf, type Role, roleAtLeast } from './access.ts';
import type { Files } from './files.ts';
import { createComment, createIssue, editComment, editIssue, setLabels } from './issues.ts';
import type { IssueComment, PlainIssue, PullRequest, Review } from './model.ts';
import { openPull, setPullState, squashMerge } from './pulls.ts';
import { checkPush, setRefs } from './refs.ts';
import type { TestRepository } from './repository.ts';
import { createReview, type ReviewDraft } from './reviews.ts';
import { commentPayload } from './webhooks.ts';

export interface PersonDraft {
  readonly branch: string;
  readonly files: Files;
  readonly title?: string;
  readonly body?: string;
  readonly message?: string;
  readonly draft?: boolean;
}

export interface PushOptions {
  readonly message?: string;
  /** The commit to stand on, in place of the branch's tip: then the push is forced. */
  readonly onto?: string;
}

export class Person {
  readonly account: Account;
  readonly #repository: TestRepository;

  constructor(repository: TestRepository, account: Account) {
    this.#repository = repository;
    this.account = account;
  }

  /** A pull request from a branch of the repository itself: needs write. */
  open(draft: PersonDraft): PullRequest {
    return this.#open(this.#repository, draft);
  }

  /** A pull request from a fork, which is made when there is none. */
  openFromFork(draft: PersonDraft): PullRequest {
    const { github } = this.#repository;
    return this.#open(github.fork(this.#repository, this.account.login), draft);
  }

  #open(
    head: TestRepository,
    { branch, files, title, body, message, draft }: PersonDraft,
  ): PullRequest {
    const words = title ?? `Change ${Object.keys(files).join(', ')}`;
    const { mainTip, defaultBranch } = this.#repository;
    this.#push(head, branch, files, { message: message ?? words, onto: mainTip });
    return openPull(this.#caller, this.#repository, {
      ...{ title: words, body: body ?? null, base: defaultBranch },
      ...{ head: `${head.owner.login}:${branch}`, draft: draft ?? false },
    });
  }

  /** Pushes a commit with these files to a branch; gives the new tip. */
  push(branch: string, files: Files, options: PushOptions = {}): string {
    return this.#push(this.#repository, branch, files, options);
  }

  pushToMain(files: Files, options: PushOptions = {}): string {
    return this.push(this.#repository.defaultBranch, files, options);
  }

  /** Pushes to a pull request's branch, where it is. */
  pushToPull(number: number, files: Files, options: PushOptions = {}): string {
    const { headRepository, headRef } = this.#repository.pull(number);
    return this.#push(headRepository, headRef, files, options);
  }

  /** Sets a branch to a commit, whatever it was. */
  reset(branch: string, commit: string): void {
    this.#moved(this.#repository, { ref: `refs/heads/${branch}`, to: commit });
  }

  deleteBranch(branch: string): void {
    this.#moved(this.#repository, { ref: `refs/heads/${branch}`, to: null });
  }

  /** Of a fork's pull request, too. */
  deleteBranchOf(number: number): void {
    const { headRepository, headRef } = this.#repository.pull(number);
    this.#moved(headRepository, { ref: `refs/heads/${headRef}`, to: null });
  }

  issue(title: string, body: string, labels: readonly string[] = []): PlainIssue {
    return createIssue(this.#caller, this.#repository, { title, body, labels });
  }

  /** Gives the payload of the `issue_comment` event. */
  comment(number: number, body: string): ReturnType<typeof commentPayload> {
    const comment = createComment(this.#caller, this.#repository.issue(number), body);
    return commentPayload('created', comment, this.account);
  }

  /** Gives the payload of the `issue_comment` event. */
  editComment(comment: IssueComment, body: string): ReturnType<typeof commentPayload> {
    if (comment.author.id !== this.account.id) this.#must('write');
    const before = comment.body;
    editComment(comment, body);
    return commentPayload('edited', comment, this.account, before);
  }

  review(number: number, draft: ReviewDraft): Review {
    const event = draft.event ?? 'COMMENT';
    return createReview(this.#caller, this.#repository.pull(number), { ...draft, event });
  }

  /** Begins a review without submitting it. */
  startReview(number: number, draft: Omit<ReviewDraft, 'event'> = {}): Review {
    return createReview(this.#caller, this.#repository.pull(number), draft);
  }

  /** Who may write can edit what others wrote. */
  editReview(review: Review, body: string): void {
    if (review.author.id !== this.account.id) this.#must('write');
    review.body = body;
    this.#repository.github.clock.tick();
  }

  label(number: number, ...names: string[]): void {
    this.#must('triage');
    const issue = this.#repository.issue(number);
    setLabels(issue, [...issue.labels, ...names]);
  }

  unlabel(number: number, ...names: string[]): void {
    this.#must('triage');
    const issue = this.#repository.issue(number);
    setLabels(
      issue,
      issue.labels.filter((name) => !names.includes(name)),
    );
  }

  edit(number: number, edit: { readonly title?: string; readonly body?: string }): void {
    const issue = this.#repository.issue(number);
    if (issue.author.id !== this.account.id) this.#must('triage');
    editIssue(this.#caller, issue, edit);
  }

  close(number: number): void {
    this.#setState(number, 'closed');
  }

  reopen(number: number): void {
    this.#setState(number, 'open');
  }

  #setState(number: number, state: 'open' | 'closed'): void {
    const issue = this.#repository.issue(number);
    if (issue.author.id !== this.account.id) this.#must('triage');
    if (issue.kind === 'pull') setPullState(this.#caller, issue, state);
    else editIssue(this.#caller, issue, { state });
  }

  lock(number: number): void {
    this.#must('triage');
    this.#repository.issue(number).locked = true;
  }

  /** Presses the button "Squash and merge". */
  merge(number: number, message?: string): string {
    this.#must('write');
    return squashMerge(this.#caller, this.#repository.pull(number), { message });
  }

  get #caller(): Caller {
    return { account: this.account, installation: null };
  }

  #must(role: Role, repository = this.#repository): void {
    if (roleAtLeast(repository.roleOf(this.account), role)) return;
    throw new Error(`${this.account.login} has no role ${role} in ${repository.fullName}`);
  }

  #push(to: TestRepository, branch: string, files: Files, options: PushOptions): string {
    const { message = 'Pushed', onto } = options;
    const parent = onto ?? to.branch(branch) ?? to.mainTip;
    const time = to.github.clock.tick();
    const author = { ...identityOf(this.account), time };
    const commit = to.commitFiles(parent, files, { author, message: `${message}\n` });
    this.#moved(to, { ref: `refs/heads/${branch}`, to: commit });
    return commit;
  }

  #moved(repository: TestRepository, change: { ref: string; to: string | null }): void {
    this.#must('write', repository);
    checkPush(this.#caller, repository, change, { force: true });
    repository.github.clock.tick();
    setRefs(repository, [change], this.account);
  }
}
