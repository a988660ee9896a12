/** Pull requests: opened, changed, reopened, merged. */

import { type Account, type Caller, gitHubIdentity, identityOf, may } from './access.ts';
import { commitsBetween, isAncestor, mergeBase, mergeTree } from './history.ts';
import type { PullRequest } from './model.ts';
import { checkProtection } from './protection.ts';
import { closePull, moveHead, setRefs } from './refs.ts';
import { checkBody, checkTitle, forbidden, invalid, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';

export interface PullDraft {
  readonly title: string;
  readonly body: string | null;
  /** `branch`, or `owner:branch`. */
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
}

const aboutPull = { resource: 'PullRequest', code: 'custom' } as const;

export function isActionsBot(account: Account): boolean {
  return account.login === 'github-actions[bot]';
}

/** The branch that `owner:branch` names, in the repository or one of its forks. */
export function findHead(
  repository: TestRepository,
  head: string,
): { repository: TestRepository; ref: string } | null {
  const [owner = '', ref] = head.includes(':') ? head.split(':', 2) : [undefined, head];
  if (ref === undefined) return null;
  const own = owner === '' || owner === repository.owner.login;
  const place = own
    ? repository
    : repository.github.repositories.find(
        (each) => each.parent === repository && each.owner.login === owner,
      );
  return place ? { repository: place, ref } : null;
}

export function openPull(
  caller: Caller,
  repository: TestRepository,
  draft: PullDraft,
): PullRequest {
  if (isActionsBot(caller.account) && !repository.settings.actionsMayOpenPullRequests) {
    throw forbidden('GitHub Actions is not permitted to create or approve pull requests.');
  }
  checkTitle(draft.title);
  checkBody(draft.body ?? '');
  const head = findHead(repository, draft.head);
  const headSha = head?.repository.branch(head.ref);
  const baseSha = repository.branch(draft.base);
  const fields = { resource: 'PullRequest', code: 'invalid' } as const;
  if (!baseSha) throw invalid({ ...fields, field: 'base' });
  if (!head || !headSha) throw invalid({ ...fields, field: 'head' });
  const pushes = { scopes: ['contents'], level: 'write', role: 'write' } as const;
  if (head.repository !== repository && !may(caller, head.repository, pushes)) {
    throw invalid({ ...fields, field: 'head' });
  }
  checkPair(repository, draft, { repository: head.repository, ref: head.ref, sha: headSha });
  return addPull(caller, repository, draft, { ...head, sha: headSha });
}

interface Head {
  readonly repository: TestRepository;
  readonly ref: string;
  readonly sha: string;
}

function checkPair(repository: TestRepository, draft: { base: string }, head: Head): void {
  const base = repository.branch(draft.base) ?? '';
  const label =
    head.repository === repository ? head.ref : `${head.repository.owner.login}:${head.ref}`;
  if (mergeBase(repository.store, base, head.sha) === null) {
    const message = `The ${label} branch has no history in common with ${draft.base}`;
    throw invalid({ ...aboutPull, message });
  }
  if (isAncestor(repository.store, head.sha, base)) {
    throw invalid({ ...aboutPull, message: `No commits between ${draft.base} and ${label}` });
  }
  if (openPullFrom(repository, head, draft.base)) {
    const message = `A pull request already exists for ${head.repository.owner.login}:${head.ref}.`;
    throw invalid({ ...aboutPull, message });
  }
}

function openPullFrom(
  repository: TestRepository,
  head: Omit<Head, 'sha'>,
  base: string,
): PullRequest | null {
  const same = (pull: PullRequest) =>
    pull.headRepository === head.repository && pull.headRef === head.ref && pull.baseRef === base;
  return repository.pulls.find((pull) => pull.state === 'open' && same(pull)) ?? null;
}

function addPull(
  caller: Caller,
  repository: TestRepository,
  draft: PullDraft,
  head: Head,
): PullRequest {
  const { github } = repository;
  const at = github.clock.tick();
  const [id, pullId] = [github.nextId('issue'), github.nextId('pull')];
  const nodeId = github.nodeId('PR', pullId);
  const pull: PullRequest = {
    ...{ kind: 'pull', id, pullId, nodeId, repository },
    number: repository.issues.length + 1,
    ...{ title: draft.title, body: draft.body, author: caller.account },
    ...{ createdAt: at, updatedAt: at, closedAt: null, closedBy: null, editor: null },
    ...{ state: 'open', stateReason: null, locked: false, pinned: false },
    ...{ labels: [], comments: [], reviews: [], heads: [head.sha] },
    ...{ headRepository: head.repository, headRef: head.ref, headSha: head.sha },
    baseRef: draft.base,
    baseSha: repository.branch(draft.base) ?? '',
    draft: draft.draft ?? false,
    merged: null,
    unknownMergeability: 0,
  };
  github.register(pull);
  repository.issues.push(pull);
  repository.refs.set(`refs/pull/${pull.number}/head`, head.sha);
  return pull;
}

export function setPullState(caller: Caller, pull: PullRequest, state: 'open' | 'closed'): void {
  if (pull.state === state) return;
  pull.repository.github.clock.tick();
  if (state === 'closed') closePull(pull, caller.account);
  else reopenPull(pull);
}

function reopenPull(pull: PullRequest): void {
  const { repository, headRepository, headRef } = pull;
  const cannot = (why: string) =>
    invalid({ ...aboutPull, field: 'state', message: `state cannot be changed. ${why}` });
  if (pull.merged) throw cannot('The pull request is already merged.');
  const tip = headRepository.branch(headRef);
  const base = repository.branch(pull.baseRef);
  if (tip === null) throw cannot(`The ${headRef} branch has been deleted.`);
  if (base === null) throw cannot(`The ${pull.baseRef} branch has been deleted.`);
  if (!isAncestor(repository.store, pull.headSha, tip)) {
    throw cannot(`The ${headRef} branch was force-pushed or recreated.`);
  }
  if (isAncestor(repository.store, tip, base)) {
    throw cannot(`There are no new commits on the ${headRef} branch.`);
  }
  if (openPullFrom(repository, { repository: headRepository, ref: headRef }, pull.baseRef)) {
    throw cannot(`There is already an open pull request from ${headRef} to ${pull.baseRef}.`);
  }
  Object.assign(pull, { state: 'open', closedAt: null, closedBy: null });
  if (tip !== pull.headSha) moveHead(pull, tip);
  pull.updatedAt = repository.github.clock.now;
}

/** null: GitHub has not found out yet. */
export function isMergeable(pull: PullRequest): boolean | null {
  if (pull.state === 'closed') return null;
  const base = pull.repository.branch(pull.baseRef);
  return base !== null && mergeTree(pull.repository.store, base, pull.headSha) !== null;
}

/** The commit that GitHub makes to try the merge: an open pull request shows it as its merge commit. */
export function testMerge(pull: PullRequest): string | null {
  const { repository, baseRef, headSha, state, updatedAt } = pull;
  const base = repository.branch(baseRef);
  const tree =
    state === 'open' && base !== null ? mergeTree(repository.store, base, headSha) : null;
  if (base === null || tree === null) return null;
  const signer = { ...gitHubIdentity, time: updatedAt };
  const message = `Merge ${headSha} into ${base}`;
  const parents = [base, headSha];
  return repository.store.writeCommit({
    tree,
    parents,
    author: signer,
    committer: signer,
    message,
  });
}

export interface MergeOrder {
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
}

/** Squashes the pull request into its base; gives the new commit. Throws 405 and 409. */
export function squashMerge(caller: Caller, pull: PullRequest, order: MergeOrder): string {
  const { repository, headSha } = pull;
  const { store, clock } = { store: repository.store, clock: repository.github.clock };
  if (!repository.settings.allowSquashMerge) {
    throw new Refusal(405, 'Squash merges are not allowed on this repository.');
  }
  if (pull.draft) throw new Refusal(405, 'Pull Request is still a draft');
  const base = repository.branch(pull.baseRef);
  if (pull.state === 'closed' || base === null)
    throw new Refusal(405, 'Pull Request is not mergeable');
  if (order.sha !== undefined && order.sha !== headSha) {
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const tree = mergeTree(store, base, headSha);
  if (tree === null) throw new Refusal(405, 'Pull Request is not mergeable');
  checkProtection(pull);
  const time = clock.tick();
  const commit = store.writeCommit({
    ...{ tree, parents: [base], message: squashMessage(pull, base, order) },
    author: { ...identityOf(pull.author), time },
    committer: { ...gitHubIdentity, time },
  });
  pull.merged = { at: time, by: caller.account, commit };
  closePull(pull, caller.account);
  setRefs(repository, [{ ref: `refs/heads/${pull.baseRef}`, to: commit }], caller.account);
  if (repository.settings.deleteBranchOnMerge) {
    const ref = `refs/heads/${pull.headRef}`;
    setRefs(pull.headRepository, [{ ref, to: null }], caller.account);
  }
  return commit;
}

function squashMessage(pull: PullRequest, base: string, { title, message }: MergeOrder): string {
  const { store } = pull.repository;
  const messages = commitsBetween(store, base, pull.headSha).map(
    (sha) => store.commit(sha)?.message.trim() ?? '',
  );
  const [single = ''] = messages;
  const standard =
    messages.length === 1
      ? single.split('\n').slice(1).join('\n').trim()
      : messages.map((each) => `* ${each}`).join('\n\n');
  const first =
    title ?? `${messages.length === 1 ? single.split('\n')[0] : pull.title} (#${pull.number})`;
  const rest = message ?? standard;
  return rest === '' ? first : `${first}\n\n${rest}`;
}
