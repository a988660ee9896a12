/** What GraphQL changes. */

import { type Caller, demand, gitHubIdentity, identityOf, type Need } from './access.ts';
import { changeTree, type TreeChange } from './files.ts';
import { commitObject, refObject } from './graphql-git.ts';
import { type GraphqlContext, nodeObject } from './graphql-objects.ts';
import type { Issue, Node } from './model.ts';
import { checkPush, checkRefName, setRefs } from './refs.ts';
import { Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { triages, writes } from './rest.ts';
import type { TestGitHub } from './test-github.ts';

const noObject = '0'.repeat(40);
const mostPinned = 3;

export function mutationRoot({ github, caller }: GraphqlContext): object {
  return {
    minimizeComment: ({ input }: { input: MinimizeInput }) => minimize(github, caller, input),
    updateRefs: ({ input }: { input: UpdateRefsInput }) => updateRefs(github, caller, input),
    pinIssue: ({ input }: { input: PinInput }) => pinIssue(github, caller, input),
    createCommitOnBranch: ({ input }: { input: CommitInput }) =>
      createCommit(github, caller, input),
  };
}

interface Payload {
  readonly clientMutationId?: string | null;
}

function payload({ clientMutationId = null }: Payload, rest: object = {}): object {
  return { clientMutationId, ...rest };
}

interface MinimizeInput extends Payload {
  readonly subjectId: string;
  readonly classifier: string;
}

function minimize(github: TestGitHub, caller: Caller, input: MinimizeInput): object {
  const node = github.node(input.subjectId);
  if (!('minimized' in node)) {
    throw new Refusal(
      404,
      `Could not resolve to Minimizable node with the global id of '${input.subjectId}'`,
    );
  }
  const issue = node.kind === 'comment' ? node.issue : pullOf(node);
  demand(caller, issue.repository, minimizeNeed(issue));
  node.minimized = input.classifier;
  github.clock.tick();
  return payload(input, { minimizedComment: () => nodeObject(caller, node) });
}

function pullOf(node: Extract<Node, { kind: 'review' | 'review comment' }>): Issue {
  return node.kind === 'review' ? node.pull : node.review.pull;
}

function minimizeNeed(issue: Issue): Need {
  return issue.kind === 'pull' ? triages('issues', 'pull-requests')() : triages('issues')();
}

interface PinInput extends Payload {
  readonly issueId: string;
}

function pinIssue(github: TestGitHub, caller: Caller, input: PinInput): object {
  const issue = github.node(input.issueId);
  if (issue.kind !== 'issue') {
    throw new Refusal(
      404,
      `Could not resolve to Issue node with the global id of '${input.issueId}'`,
    );
  }
  demand(caller, issue.repository, writes('issues')());
  const pinned = issue.repository.issues.filter((each) => each.pinned && each !== issue);
  if (pinned.length >= mostPinned) {
    throw new Refusal(422, `Maximum ${mostPinned} pinned issues per repository`);
  }
  issue.pinned = true;
  github.clock.tick();
  return payload(input, { issue: () => nodeObject(caller, issue) });
}

interface RefUpdate {
  readonly name: string;
  readonly afterOid: string;
  readonly beforeOid?: string | null;
  readonly force?: boolean;
}

interface UpdateRefsInput extends Payload {
  readonly repositoryId: string;
  readonly refUpdates: readonly RefUpdate[];
}

/** All refs are checked before the first one moves. */
function updateRefs(github: TestGitHub, caller: Caller, input: UpdateRefsInput): object {
  const repository = github.node(input.repositoryId);
  if (repository.kind !== 'repository') {
    throw new Refusal(
      404,
      `Could not resolve to Repository node with the global id of '${input.repositoryId}'`,
    );
  }
  demand(caller, repository, writes('contents')());
  const changes = input.refUpdates.map((update) => {
    checkBefore(repository, update);
    const to = update.afterOid === noObject ? null : update.afterOid;
    const change = { ref: update.name, to };
    if (!repository.refs.has(update.name)) checkRefName(repository, update.name);
    checkPush(caller, repository, change, { force: update.force ?? false });
    return change;
  });
  github.clock.tick();
  setRefs(repository, changes, caller.account);
  return payload(input);
}

function checkBefore(repository: TestRepository, { name, beforeOid, afterOid }: RefUpdate): void {
  const now = repository.refs.get(name) ?? noObject;
  if (now === noObject && afterOid === noObject) throw new Refusal(422, 'Reference does not exist');
  if (beforeOid === undefined || beforeOid === null || beforeOid === now) return;
  throw new Refusal(422, `Reference ${name} was expected to be at ${beforeOid} but is at ${now}`);
}

interface CommitInput extends Payload {
  readonly branch: { readonly branchName?: string; readonly repositoryNameWithOwner?: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
}

function createCommit(github: TestGitHub, caller: Caller, input: CommitInput): object {
  const { branchName = '', repositoryNameWithOwner: name } = input.branch;
  const repository = github.repositories.find((each) => each.fullName === name);
  const ref = `refs/heads/${branchName.replace(/^refs\/heads\//, '')}`;
  const head = repository?.refs.get(ref);
  if (!repository || !head) {
    throw new Refusal(404, `No such branch ${branchName} in ${name}`);
  }
  demand(caller, repository, writes('contents')());
  if (head !== input.expectedHeadOid) {
    const message = `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`;
    throw new Refusal(409, message);
  }
  const to = writeCommit(caller, repository, input);
  checkPush(caller, repository, { ref, to }, { force: false });
  setRefs(repository, [{ ref, to }], caller.account);
  return payload(input, {
    commit: () => commitObject(repository, to),
    ref: () => refObject(repository, ref),
  });
}

function writeCommit(caller: Caller, repository: TestRepository, input: CommitInput): string {
  const { store, github } = repository;
  const { headline, body } = input.message;
  const additions = (input.fileChanges?.additions ?? []).map(
    ({ path, contents }): TreeChange => ({
      path,
      entry: { mode: '100644', sha: store.writeBlob(Buffer.from(contents, 'base64')) },
    }),
  );
  const deletions = (input.fileChanges?.deletions ?? []).map(
    ({ path }): TreeChange => ({ path, entry: null }),
  );
  const base = store.commit(input.expectedHeadOid)?.tree ?? null;
  const time = github.clock.tick();
  return store.writeCommit({
    tree: changeTree(store, base, [...additions, ...deletions]),
    parents: [input.expectedHeadOid],
    author: { ...identityOf(caller.account), time },
    committer: { ...gitHubIdentity, time },
    message: body ? `${headline}\n\n${body}` : headline,
  });
}
