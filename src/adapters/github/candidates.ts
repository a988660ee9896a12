/** Candidates as branches and pull requests: commits through the Git Data API, which GitHub signs for the bot. */

import type {
  CandidateDraft,
  FileCommit,
  OpenOutcome,
  PullRequest,
  PutOnTopOutcome,
} from '../../ports/forge.ts';
import { checkBody } from '../local/limits.ts';
import { deleteBranch } from './branch-deletion.ts';
import { unrepeated } from './client.ts';
import type { Differences } from './differences.ts';
import { answer, errorOf } from './mend.ts';
import { moveBranchMutation } from './queries.ts';
import { type KnownPull, seconds } from './reading.ts';
import { attempt, type Refusal } from './refusal.ts';
import { type Remote, writeOnce } from './remote.ts';
import type { Snapshot } from './snapshot.ts';
import type { Branch } from './survey.ts';

type Page = Pick<CandidateDraft, 'branch' | 'title' | 'body'>;

interface NewCommit {
  readonly sha: string;
  /** Committer time in seconds. */
  readonly time: number;
}

/** One file of a tree: its text, or a blob that is there already. */
type TreeFile = { readonly path: string } & (
  | { readonly content: string }
  | { readonly sha: string }
);

export class Candidates {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #differences: Differences;

  constructor(remote: Remote, snapshot: Snapshot, differences: Differences) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#differences = differences;
  }

  /** The branch appears with its commit at once; without its pull request the next run adopts it. */
  async open(draft: CandidateDraft): Promise<OpenOutcome> {
    const { branch, path, source } = draft;
    checkBody(draft.body);
    const known = (await this.#snapshot.pulls()).find((pull) => isOf(pull, branch));
    if (known) return { kind: 'exists', pullRequest: known.pull };
    const file = await this.#treeFile(path, source);
    const branched = await this.#branchOff(draft, file, draft.base);
    if (branched.kind === 'exists') return this.#takeOver(draft);
    this.#snapshot.files.learnSource(branched.commit.sha, path, source);
    return this.#openPull(draft, branched.commit);
  }

  /**
   * GitHub may refuse a branch from a commit that was the default branch's tip a moment ago, such as when a
   * workflow was changed there since: it is tried once more from the tip of now.
   */
  async #branchOff(
    draft: CandidateDraft,
    file: TreeFile,
    base: string,
  ): Promise<{ kind: 'exists' } | { kind: 'made'; commit: NewCommit }> {
    const { octokit, owner, repo, log } = this.#remote;
    const ref = `refs/heads/${draft.branch}`;
    for (let [from, again] = [base, false]; ; again = true) {
      const commit = await this.#commit(from, file, printMessage(draft));
      const made = await attempt(octokit.rest.git.createRef({ owner, repo, ref, sha: commit.sha }));
      if (made.kind === 'done') return { kind: 'made', commit };
      if (made.kind === 'already_exists') return { kind: 'exists' };
      if (again || !isAboutBase(made)) throw errorOf(made);
      log(`${draft.branch} is tried again from the new tip, since GitHub refused it: ${made.why}`);
      from = (await this.#snapshot.repositoryNow()).tip;
    }
  }

  /**
   * Opens the pull requests of candidate branches that have none, with the text of their commit, and
   * deletes the branches of merged ones.
   */
  async tidy(): Promise<readonly PullRequest[]> {
    const pulls = await this.#snapshot.pulls();
    const adopted: PullRequest[] = [];
    for (const branch of await this.#snapshot.branches()) {
      const own = pulls.filter((pull) => isOf(pull, branch.name)).map(({ pull }) => pull);
      const isDone = ({ state, byBot, headSha }: PullRequest) =>
        state === 'merged' && byBot && headSha === branch.head;
      if (own.length > 0) {
        if (own.every(isDone)) await deleteBranch(this.#remote, branch.name);
        continue;
      }
      const page = await this.#pageOf(branch);
      const outcome = page && (await this.#openPull(page, null));
      if (outcome?.kind === 'opened') adopted.push(outcome.pullRequest);
    }
    return adopted;
  }

  /** Gives the candidate's branch a new head, announced before: the default branch's tip and its one file. */
  async putOnTop(
    number: number,
    headSha: string,
    {
      path,
      announce,
    }: { readonly path: string; readonly announce: (sha: string) => Promise<void> },
  ): Promise<PutOnTopOutcome> {
    const known = await this.#ownAt(number, headSha);
    if (!known) return { kind: 'head_moved' };
    const file = await this.#snapshot.files.read(headSha, path);
    if (!file) throw new Error(`${headSha} has no ${path}`);
    const { tip } = await this.#snapshot.repository();
    const commit = await this.#commit(tip, { path, sha: file.blob }, known.pull.title);
    await announce(commit.sha);
    return this.#moveTo(known, commit);
  }

  /** One commit on the branch of the bot's own candidate. */
  async commitFile(
    number: number,
    headSha: string,
    { path, source, message }: FileCommit,
  ): Promise<PutOnTopOutcome> {
    const known = await this.#ownAt(number, headSha);
    if (!known) return { kind: 'head_moved' };
    const commit = await this.#commit(headSha, await this.#treeFile(path, source), message);
    return this.#moveTo(known, commit);
  }

  /** The bot's own open pull request, or null when its head is another by now. */
  async #ownAt(number: number, headSha: string): Promise<KnownPull | null> {
    const known = await this.#snapshot.pullNow(number);
    const { state, byBot, headSha: head } = known.pull;
    if (state !== 'open') throw new Error(`#${number} is not open: its branch is left alone`);
    if (!byBot) throw new Error(`#${number} is not the bot's: its branch is left alone`);
    return head === headSha ? known : null;
  }

  async #moveTo(known: KnownPull, { sha, time }: NewCommit): Promise<PutOnTopOutcome> {
    const { branch, headSha } = known.pull;
    if (!(await this.#moveBranch(branch, headSha, sha))) return { kind: 'head_moved' };
    this.#snapshot.moveHead(known, { headSha: sha, headTime: time });
    return { kind: 'moved', headSha: sha };
  }

  /** Text goes into the tree as it is. What JSON or GitHub might touch on the way goes as bytes. */
  async #treeFile(path: string, source: string): Promise<TreeFile> {
    const isPlain = !/\uFEFF|(?![\t\n])[\p{Cc}\p{Cs}]/u.test(source);
    if (isPlain) return { path, content: source };
    const { octokit, owner, repo } = this.#remote;
    const content = Buffer.from(source).toString('base64');
    const { data } = await answer(
      octokit.rest.git.createBlob({ owner, repo, content, encoding: 'base64' }),
    );
    return { path, sha: data.sha };
  }

  /** No ref points to it yet. Without an author it is the bot's, and verified. */
  async #commit(parent: string, file: TreeFile, message: string): Promise<NewCommit> {
    const { octokit, owner, repo } = this.#remote;
    const entry = { ...file, mode: '100644', type: 'blob' } as const;
    const base_tree = await this.#snapshot.files.tree(parent);
    const { data: tree } = await answer(
      octokit.rest.git.createTree({ owner, repo, base_tree, tree: [entry] }),
    );
    const written = await writeOnce(
      this.#remote,
      () =>
        octokit.rest.git.createCommit({
          ...{ owner, repo, message, tree: tree.sha, parents: [parent] },
          ...unrepeated,
        }),
      // A commit that nothing points to does no harm: another one is written.
      async () => null,
    );
    if (written.kind !== 'done') throw errorOf(written);
    const { sha, committer } = written.value.data;
    this.#snapshot.verdicts.learnNew(sha);
    this.#snapshot.files.learnTree(sha, tree.sha);
    return { sha, time: seconds(committer.date) };
  }

  /** The branch is there: with its pull request, or left without one by a run that was killed. */
  async #takeOver(draft: CandidateDraft): Promise<OpenOutcome> {
    const known = await this.#snapshot.pullOfBranch(draft.branch);
    if (known) return { kind: 'exists', pullRequest: known.pull };
    return this.#openPull(draft, null);
  }

  /** `commit` is the branch's head, where it is known. */
  async #openPull(page: Page, commit: NewCommit | null): Promise<OpenOutcome> {
    const { octokit, owner, repo } = this.#remote;
    const { branch: head, title, body } = page;
    const { defaultBranch: base } = await this.#snapshot.repository();
    const find = async () => (await this.#snapshot.pullOfBranch(head))?.pull.number ?? null;
    const opened = await writeOnce<number | KnownPull>(
      this.#remote,
      async () => {
        const { data } = await octokit.rest.pulls.create({
          ...{ owner, repo, title, body, head, base },
          ...unrepeated,
        });
        if (commit === null || data.head.sha !== commit.sha) return data.number;
        return newPull(page, commit, { ...data, author: data.user.login, base });
      },
      find,
    );
    if (opened.kind === 'already_exists') {
      const known = await this.#snapshot.pullOfBranch(head);
      if (known) return { kind: 'exists', pullRequest: known.pull };
    }
    if (opened.kind !== 'done') throw errorOf(opened);
    const { value } = opened;
    if (typeof value === 'number') {
      this.#snapshot.wrote();
      return { kind: 'opened', pullRequest: (await this.#snapshot.pullNow(value)).pull };
    }
    this.#snapshot.put(value);
    return { kind: 'opened', pullRequest: value.pull };
  }

  /** What its commit says, when that is a candidate's: one file, and a text to open it with. */
  async #pageOf({ name, head }: Branch): Promise<Page | null> {
    const { octokit, owner, repo } = this.#remote;
    const { data } = await answer(octokit.rest.git.getCommit({ owner, repo, commit_sha: head }));
    const [parent, ...others] = data.parents;
    const { title, body } = parseMessage(data.message);
    if (!parent || others.length > 0 || title === '' || body === '') return null;
    const { files } = await this.#differences.between(parent.sha, head);
    return files.length === 1 ? { branch: name, title, body } : null;
  }

  /** False when the branch is not where it was believed to be. */
  async #moveBranch(branch: string, from: string, to: string): Promise<boolean> {
    const { octokit, owner, repo } = this.#remote;
    const { id: repository } = await this.#snapshot.repository();
    const variables = { repository, ref: `refs/heads/${branch}`, from, to, ...unrepeated };
    const head = async () => {
      const ref = await attempt(octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }));
      if (ref.kind === 'not_found') return null;
      if (ref.kind !== 'done') throw errorOf(ref);
      return ref.value.data.object.sha;
    };
    const moved = await writeOnce<unknown>(
      this.#remote,
      () => octokit.graphql(moveBranchMutation, variables),
      async () => ((await head()) === to ? to : null),
    );
    if (moved.kind === 'done') return true;
    // GitHub has no fixed words for a branch that was moved: whether it was, the branch itself says.
    const now = await head();
    if (now === from) throw errorOf(moved);
    return now === to;
  }
}

/** GitHub has one word, "Reference update failed", for much of what may be wrong with a commit. */
function isAboutBase({ kind }: Refusal): boolean {
  return kind === 'workflows_not_permitted' || kind === 'invalid';
}

function isOf({ pull, crossRepository }: KnownPull, branch: string): boolean {
  return pull.branch === branch && !crossRepository;
}

interface OpenedPull {
  readonly number: number;
  readonly created_at: string;
  readonly author: string;
  readonly base: string;
}

function newPull({ branch, title, body }: Page, commit: NewCommit, opened: OpenedPull): KnownPull {
  const { number, author, base } = opened;
  return {
    pull: {
      ...{ number, title, body, branch, author, byBot: true, state: 'open' },
      ...{ headSha: commit.sha, headTime: commit.time, createdAt: seconds(opened.created_at) },
      ...{ labels: [], draft: false, mergedBy: null, mergedAt: null },
    },
    ...{ baseBranch: base, crossRepository: false, mergeCommit: null },
    ...{ reviews: [], olderReviews: null, pendingReview: null },
  };
}

/** The commit of a candidate says all that its pull request says, so that a lost one can be opened. */
function printMessage({ title, body }: Pick<Page, 'title' | 'body'>): string {
  return `${title}\n\n${body}`;
}

function parseMessage(message: string): Pick<Page, 'title' | 'body'> {
  const [title = '', ...rest] = message.split('\n');
  return { title: title.trim(), body: rest.join('\n').replace(/^\n+/, '') };
}
