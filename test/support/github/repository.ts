/** One repository: its refs, issues, pull requests, labels and commit statuses. */

import type { ArtifactStore } from '../runner/artifact-store.ts';
import { type Account, type Role, roleAtLeast } from './access.ts';
import { changeTree, type Files, fileChanges } from './files.ts';
import type { Identity } from './git-objects.ts';
import {
  type Issue,
  isPull,
  type Label,
  type PlainIssue,
  type PullRequest,
  type Run,
  type Settings,
  type Status,
  type WorkflowState,
} from './model.ts';
import type { ObjectStore } from './object-store.ts';
import { Person } from './person.ts';
import { notFound } from './refusal.ts';
import type { TestGitHub } from './test-github.ts';

const standardSettings: Settings = {
  actionsMayOpenPullRequests: true,
  deleteBranchOnMerge: false,
  requiredChecks: [],
  allowSquashMerge: true,
  ...{ upToDate: false, requiredApprovals: 0, mergeQueue: false, ruleset: false },
  plainRules: [],
  codeOwnerReview: false,
  resolvedThreads: false,
  mergeMethods: null,
  private: false,
  freePlan: false,
  archived: false,
  hasIssues: true,
};

export interface RepositoryPlace {
  readonly owner: Account;
  readonly name: string;
  readonly store: ObjectStore;
  readonly parent: TestRepository | null;
}

export class TestRepository {
  readonly kind = 'repository';
  readonly github: TestGitHub;
  readonly id: number;
  readonly nodeId: string;
  readonly owner: Account;
  readonly name: string;
  readonly parent: TestRepository | null;
  readonly store: ObjectStore;
  readonly createdAt: number;
  readonly defaultBranch = 'main';
  readonly settings: Settings = { ...standardSettings };
  /** By full name. */
  readonly refs = new Map<string, string>();
  /** By number, from 1; none is ever taken away. */
  readonly issues: Issue[] = [];
  readonly labels: Label[] = [];
  /** By commit, oldest first. */
  readonly statuses = new Map<string, Status[]>();
  /** What workflow runs have uploaded; a test that looks at it gives the store. */
  artifacts: ArtifactStore | null = null;
  /** Oldest first; a test that asks for runs gives them. */
  readonly runs: Run[] = [];
  /** By file name; a workflow on the default branch that is not here is active. */
  readonly workflowStates = new Map<string, WorkflowState>();
  /** Runs for pull requests from forks. */
  readonly foreignRuns = new Set<number>();
  readonly #roles = new Map<number, Role>();
  /** Those among the first so many issues. */
  readonly #pulls: PullRequest[] = [];
  #sorted = 0;

  constructor(github: TestGitHub, { owner, name, store, parent }: RepositoryPlace) {
    this.github = github;
    this.owner = owner;
    this.name = name;
    this.store = store;
    this.parent = parent;
    this.id = github.nextId('repository');
    this.nodeId = github.nodeId('R', this.id);
    this.createdAt = github.clock.tick();
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  /** The commit on the tip of the default branch. */
  get mainTip(): string {
    const tip = this.branch(this.defaultBranch);
    if (tip === null) throw new Error(`${this.fullName} has no default branch`);
    return tip;
  }

  /** The bare repository on disk, as it is now: with it, git itself can be asked. */
  get folder(): string {
    const forks = [...this.github.repositories].filter((each) => each.parent === this);
    const ofForks = forks.flatMap((fork) =>
      [...fork.refs].map(
        ([ref, sha]) => [ref.replace(/^refs\//, `refs/forks/${fork.owner.login}/`), sha] as const,
      ),
    );
    this.store.writeRefs(new Map([...this.refs, ...ofForks]));
    return this.store.folder();
  }

  branch(name: string): string | null {
    return this.refs.get(`refs/heads/${name}`) ?? null;
  }

  /** A commit by its name, or that of a branch or a tag; null when there is none. */
  resolve(expression: string): string | null {
    const names = [expression, `refs/${expression}`, `refs/heads/${expression}`];
    const named = [...names, `refs/tags/${expression}`].map((name) => this.refs.get(name));
    return (
      named.find((sha) => sha !== undefined) ??
      (expression === 'HEAD' ? this.mainTip : this.store.commitByPrefix(expression))
    );
  }

  /** Somebody, with what people do here: `repository.as('alice').comment(1, '/help')`. */
  as(login: string): Person {
    return new Person(this, this.github.account(login));
  }

  setRole(login: string, role: Role): void {
    this.#roles.set(this.github.account(login).id, role);
  }

  roleOf(account: Account): Role {
    if (account.id === this.owner.id) return 'admin';
    return this.#roles.get(account.id) ?? (this.settings.private ? 'none' : 'read');
  }

  /** Whether somebody has a role of their own here. */
  isCollaborator(account: Account): boolean {
    const role = this.#roles.get(account.id);
    return role !== undefined && roleAtLeast(role, 'read');
  }

  issue(number: number): Issue {
    const issue = this.issues[number - 1];
    if (!issue) throw notFound();
    return issue;
  }

  plainIssue(number: number): PlainIssue {
    const issue = this.issue(number);
    if (isPull(issue)) throw notFound();
    return issue;
  }

  pull(number: number): PullRequest {
    const issue = this.issue(number);
    if (!isPull(issue)) throw notFound();
    return issue;
  }

  get pulls(): readonly PullRequest[] {
    for (const issue of this.issues.slice(this.#sorted)) if (isPull(issue)) this.#pulls.push(issue);
    this.#sorted = this.issues.length;
    return this.#pulls;
  }

  label(name: string): Label | null {
    return this.labels.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? null;
  }

  /** Newest first; contexts are compared without case. */
  statusesOf(sha: string): Status[] {
    return [...(this.statuses.get(sha) ?? [])].reverse();
  }

  /** The newest status of each context. */
  newestStatuses(sha: string): Status[] {
    const newest = new Map<string, Status>();
    for (const status of this.statuses.get(sha) ?? []) {
      newest.set(status.context.toLowerCase(), status);
    }
    return [...newest.values()];
  }

  /** A commit that changes files of its first parent; null for the first of all. */
  commitFiles(
    parent: string | null,
    files: Files,
    by: { author: Identity; message: string },
  ): string {
    const base = parent === null ? null : (this.store.commit(parent)?.tree ?? null);
    const tree = changeTree(this.store, base, fileChanges(this.store, files));
    const { author, message } = by;
    const parents = parent === null ? [] : [parent];
    return this.store.writeCommit({ tree, parents, author, committer: author, message });
  }
}
