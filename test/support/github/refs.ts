/** Moving refs, and what moves with them: pull requests follow their branches. */

import type { Account, Caller } from './access.ts';
import { findInTree, listFiles } from './files.ts';
import { ancestors, isAncestor, mergeBase } from './history.ts';
import type { PullRequest } from './model.ts';
import { forbidden, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';

export interface RefChange {
  /** Full name. */
  readonly ref: string;
  /** null deletes it. */
  readonly to: string | null;
}

function refused(message: string): Refusal {
  return new Refusal(422, message);
}

/** Throws when git would not take the name, or the place of the ref is a folder of others. */
export function checkRefName(repository: TestRepository, ref: string): void {
  if (!ref.startsWith('refs/') || ref.split('/').length < 3) {
    throw refused("Reference name must start with 'refs/' and contain at least three parts.");
  }
  const bad = /\.\.|[\s~^:?*[\\\p{Cc}]|@\{|\/\/|\/$|\.$|\.lock(\/|$)|\/\./u;
  if (bad.test(ref)) throw refused(`${ref} is not a valid ref name.`);
  if (/^refs\/(pull|internal)\//.test(ref)) throw refused('Reference cannot be updated');
  for (const other of repository.refs.keys()) {
    if (other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`)) {
      throw refused('Reference update failed');
    }
  }
}

/** Throws when the caller may not bring this commit to that ref. */
export function checkPush(
  caller: Caller,
  repository: TestRepository,
  change: RefChange,
  { force }: { readonly force: boolean },
): void {
  const { ref, to } = change;
  const from = repository.refs.get(ref) ?? null;
  const isDefault = ref === `refs/heads/${repository.defaultBranch}`;
  if (to === null) {
    if (isDefault) throw refused('Cannot delete the default branch');
    return;
  }
  if (!repository.store.commit(to)) throw refused('Object does not exist');
  const forward = from === null || isAncestor(repository.store, from, to);
  if (!forward && !force) throw refused('Update is not a fast forward');
  if (caller.installation) checkWorkflows(repository, to);
  if (!isDefault || repository.settings.requiredChecks.length === 0) return;
  if (!forward) throw refused('Cannot force-push to this branch');
  const missing = missingCheck(repository, to);
  if (missing !== null) throw refused(missing);
}

/** What GitHub says about the first required check that is not success; null when all are. */
export function missingCheck(repository: TestRepository, sha: string): string | null {
  const newest = repository.newestStatuses(sha);
  for (const context of repository.settings.requiredChecks) {
    const status = newest.find((each) => each.context.toLowerCase() === context.toLowerCase());
    if (status?.state === 'success') continue;
    const words = { pending: 'pending', error: 'failing', failure: 'failing' };
    return `Required status check "${context}" is ${status ? words[status.state as 'error'] : 'expected'}.`;
  }
  return null;
}

/**
 * No installation here has the `workflows` permission: its new commits bring no workflow that no branch has, and
 * not even stand on a commit with older ones (wildfly/wildfly.org#549, chdsbd/kodiak#853).
 */
function checkWorkflows(repository: TestRepository, to: string): void {
  const { store } = repository;
  const workflowsOf = (commit: string) =>
    findInTree(store, store.commit(commit)?.tree ?? '', '.github/workflows')?.sha ?? null;
  const branches = [...repository.refs].filter(([ref]) => ref.startsWith('refs/heads/'));
  const known = new Set(branches.map(([, tip]) => workflowsOf(tip)));
  const there = new Set(branches.flatMap(([, tip]) => [...ancestors(store, tip)]));
  const brought = [...ancestors(store, to)]
    .filter((commit) => !there.has(commit))
    .map(workflowsOf)
    .find((workflows) => !known.has(workflows));
  if (!brought) return;
  const [file] = listFiles(store, brought).keys();
  throw forbidden(
    `refusing to allow a GitHub App to create or update workflow \`.github/workflows/${file}\` without \`workflows\` permission`,
  );
}

/** Sets the refs, whatever they were; pull requests follow. */
export function setRefs(
  repository: TestRepository,
  changes: readonly RefChange[],
  actor: Account,
): void {
  const moved = changes.filter(({ ref, to }) => (repository.refs.get(ref) ?? null) !== to);
  for (const { ref, to } of moved) {
    if (to === null) repository.refs.delete(ref);
    else repository.refs.set(ref, to);
  }
  for (const change of moved) followBranch(repository, change, actor);
}

function followBranch(repository: TestRepository, { ref, to }: RefChange, actor: Account): void {
  if (!ref.startsWith('refs/heads/')) return;
  const branch = ref.slice('refs/heads/'.length);
  const open = repository.github.repositories.flatMap((each) =>
    each.pulls.filter((pull) => pull.state === 'open'),
  );
  for (const pull of open) {
    if (pull.headRepository === repository && pull.headRef === branch) followHead(pull, to, actor);
    if (pull.repository === repository && pull.baseRef === branch) followBase(pull, to, actor);
  }
}

function followHead(pull: PullRequest, to: string | null, actor: Account): void {
  if (to === null) {
    closePull(pull, actor);
    return;
  }
  const base = pull.repository.branch(pull.baseRef);
  moveHead(pull, to);
  // Without a commit of its own there is nothing left to merge.
  if (base !== null && isAncestor(pull.repository.store, to, base)) closePull(pull, actor);
}

/** The pull request's head, and its ref in the repository that it goes to. */
export function moveHead(pull: PullRequest, to: string): void {
  pull.headSha = to;
  pull.heads.push(to);
  pull.baseSha = pull.repository.branch(pull.baseRef) ?? pull.baseSha;
  pull.updatedAt = pull.repository.github.clock.now;
  pull.repository.refs.set(`refs/pull/${pull.number}/head`, to);
}

function followBase(pull: PullRequest, to: string | null, actor: Account): void {
  if (pull.state !== 'open') return;
  if (to === null) closePull(pull, actor);
  else if (isAncestor(pull.repository.store, pull.headSha, to)) {
    const at = pull.repository.github.clock.now;
    pull.merged = { at, by: actor, commit: to };
    closePull(pull, actor);
  }
}

export function closePull(pull: PullRequest, actor: Account): void {
  const { now } = pull.repository.github.clock;
  pull.state = 'closed';
  pull.closedAt = now;
  pull.closedBy = actor;
  pull.updatedAt = now;
}

/** Where the head left the base branch; the base's own tip when they have nothing in common. */
export function mergeBaseOf(pull: PullRequest, head = pull.headSha): string | null {
  const { store } = pull.repository;
  return mergeBase(store, pull.repository.branch(pull.baseRef) ?? pull.baseSha, head);
}
