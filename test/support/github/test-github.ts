/**
 * The test GitHub: a stateful GitHub on a real git repository, over HTTP, for the real Octokit.
 *
 *   const github = await startTestGitHub();
 *   const repository = github.repository('octo', 'codecs', { 'a.js': '1\n' });
 *   const token = github.actionsToken(repository, { contents: 'write', 'pull-requests': 'write' });
 *   repository.setRole('alice', 'write');
 *   repository.as('bob').openFromFork({ branch: 'idea', files: { 'a.js': '2\n' } });
 *   github.fail({ on: '/merge', fault: { kind: 'status', status: 502, when: 'after' } });
 *   ... new Octokit({ baseUrl: github.url, auth: token }) ...
 *   assert.deepEqual(github.violations, []);
 *   await github.close();
 *
 * It refuses what GitHub refuses, in GitHub's words. What it does not know, it says loudly: 500, and a
 * line in `violations`. So does a request that GitHub's description of its API does not have.
 */

import type { Account, Caller, Permissions } from './access.ts';
import { Clock } from './clock.ts';
import { Faults, type PlannedFault } from './faults.ts';
import type { Files } from './files.ts';
import type { Dispatch, Node } from './model.ts';
import { ObjectStore } from './object-store.ts';
import { Refusal } from './refusal.ts';
import { TestRepository } from './repository.ts';
import { type Listening, listen } from './server.ts';

export interface RecordedRequest {
  /** `PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge`, or `GraphQL Snapshot`. */
  readonly name: string;
  readonly actor: string;
  /** null when no answer was sent. */
  status: number | null;
}

/** Where the numbers of each kind begin: those of today do not fit into 32 bits. */
const firstIds = {
  account: 200_000_000,
  repository: 700_000_000,
  label: 7_000_000_000,
  issue: 3_600_000_000,
  pull: 2_900_000_000,
  comment: 3_500_000_000,
  review: 3_400_000_000,
  'review comment': 2_500_000_000,
  reaction: 300_000_000,
  status: 40_000_000_000,
} as const;

export type IdKind = keyof typeof firstIds;

export class TestGitHub {
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly repositories: TestRepository[] = [];
  readonly accounts: Account[] = [{ login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' }];
  /** Every request that was served, oldest first. */
  readonly requests: RecordedRequest[] = [];
  /** What no good client does, and what this server lacks: empty at the end of a good test. */
  readonly violations: string[] = [];
  /** What the GraphQL queries cost so far, in the points that GitHub counts. */
  points = 0;
  /** The workflows that were started. */
  readonly dispatches: Dispatch[] = [];
  readonly #nodes = new Map<string, Node>();
  readonly #callers = new Map<string, Caller>();
  readonly #lastIds = new Map<IdKind, number>();
  #listening: Listening | null = null;

  /** GITHUB_API_URL; GraphQL is at `/graphql` under it. */
  get url(): string {
    if (!this.#listening) throw new Error('the test GitHub does not listen');
    return this.#listening.url;
  }

  /** Makes a repository whose default branch `main` has one commit with these files. */
  repository(owner: string, name: string, files: Files): TestRepository {
    const repository = this.#addRepository(owner, name, null);
    const author = { name: owner, email: `${owner}@example.com`, time: this.clock.tick() };
    const first = repository.commitFiles(null, files, { author, message: 'Begin\n' });
    repository.refs.set('refs/heads/main', first);
    return repository;
  }

  /** Somebody's fork: it shares the objects, and begins with the default branch. */
  fork(parent: TestRepository, owner: string): TestRepository {
    const known = this.repositories.find(
      (each) => each.parent === parent && each.owner.login === owner,
    );
    if (known) return known;
    const fork = this.#addRepository(owner, parent.name, parent);
    fork.refs.set('refs/heads/main', parent.mainTip);
    return fork;
  }

  #addRepository(owner: string, name: string, parent: TestRepository | null): TestRepository {
    const store = parent?.store ?? new ObjectStore();
    const place = { owner: this.account(owner), name, store, parent };
    const repository = new TestRepository(this, place);
    this.repositories.push(repository);
    this.register(repository);
    return repository;
  }

  /** Somebody of that name, made when there is nobody. */
  account(login: string): Account {
    const known = this.accounts.find((each) => each.login.toLowerCase() === login.toLowerCase());
    if (known) return known;
    const type = login.endsWith('[bot]') ? 'Bot' : 'User';
    const account: Account = { login, id: this.nextId('account'), type };
    this.accounts.push(account);
    return account;
  }

  /** A GITHUB_TOKEN: github-actions[bot], with these permissions and no others. */
  actionsToken(repository: TestRepository, permissions: Permissions): string {
    return this.appToken('github-actions', repository, permissions);
  }

  /** A token of an installed GitHub App. */
  appToken(app: string, repository: TestRepository, permissions: Permissions): string {
    const account = this.account(`${app}[bot]`);
    return this.#issueToken('ghs', { account, installation: { repository, permissions } });
  }

  /** Somebody's own token: it may what they may. */
  personToken(login: string): string {
    return this.#issueToken('ghp', { account: this.account(login), installation: null });
  }

  #issueToken(prefix: string, caller: Caller): string {
    const token = `${prefix}_${String(this.#callers.size + 1).padStart(36, 'x')}`;
    this.#callers.set(token, caller);
    return token;
  }

  /** null for a token that was not given out. */
  callerOf(token: string): Caller | null {
    return this.#callers.get(token) ?? null;
  }

  fail(planned: PlannedFault): void {
    this.faults.plan(planned);
  }

  dieAfter(requests: number): void {
    this.faults.dieAfter(requests);
  }

  revive(): void {
    this.faults.revive();
  }

  nextId(kind: IdKind): number {
    const id = (this.#lastIds.get(kind) ?? firstIds[kind]) + 1;
    this.#lastIds.set(kind, id);
    return id;
  }

  nodeId(prefix: string, id: number): string {
    return `${prefix}_kwDO${id}`;
  }

  register(node: Node): void {
    this.#nodes.set(node.nodeId, node);
  }

  /** Throws GitHub's NOT_FOUND. */
  node(id: string): Node {
    const node = this.#nodes.get(id);
    if (node) return node;
    throw new Refusal(404, `Could not resolve to a node with the global id of '${id}'.`);
  }

  async listen(): Promise<void> {
    this.#listening = await listen(this);
  }

  async close(): Promise<void> {
    await this.#listening?.close();
    this.#listening = null;
    for (const { store } of this.repositories) store.remove();
  }
}

/** Starts a server of its own, on a free port of 127.0.0.1. Close it at the end. */
export async function startTestGitHub(): Promise<TestGitHub> {
  const github = new TestGitHub();
  await github.listen();
  return github;
}
