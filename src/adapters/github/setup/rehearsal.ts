/** Does on GitHub what the bot's jobs do, on things of its own: what a token may is known only by trying. */

import {
  type BranchStep,
  type DispatchOutcome,
  type OpeningFacts,
  type Seen,
  type StepRefusal,
  seen,
} from '../../../domain/setup/facts.ts';
import type { Cleared, Rehearsal } from '../../../ports/platform.ts';
import { fileOfArtifact } from '../artifact-file.ts';
import { unrepeated } from '../client.ts';
import { isOpeningOff } from '../mend.ts';
import { moveBranchMutation } from '../queries.ts';
import { type Attempt, attempt } from '../refusal.ts';
import { type Home, type HomeFacts, withHome } from './home.ts';
import { checkBranches, checkLabel, clearUp, type Uploads } from './leftovers.ts';
import { type OpenedReading, openedQuery } from './queries.ts';
import { ask, notDone, notSeen } from './seen.ts';

/** What the run uploaded, and what has to come back of one of its artifacts. */
export interface Carried extends Uploads {
  readonly artifact: string;
  readonly file: string;
  readonly content: string;
}

export interface RehearsalOptions {
  /** Ends the name of the branch. */
  readonly id: string;
  /** null outside a run: nothing was uploaded then. */
  readonly carried: Carried | null;
}

/** No workflow has an input of that name, so that no run starts. */
const noInput = 'crucible-check-setup';
const statusContext = 'codec-crucible/check-setup';

export class GitHubRehearsal implements Rehearsal {
  readonly #home: Home;
  readonly #options: RehearsalOptions;

  constructor(home: Home, options: RehearsalOptions) {
    this.#home = home;
    this.#options = options;
  }

  async branch(): Promise<StepRefusal | null> {
    const home = await this.#home.read();
    if (home.kind !== 'seen') return { step: 'write a commit', outcome: home };
    const branch = `${checkBranches}${this.#options.id}`;
    const { octokit, owner, repo } = this.#home.remote;
    const [first, second] = [
      await this.#commit(home.value, '1'),
      await this.#commit(home.value, '2'),
    ];
    if (first.kind !== 'done') return refused('write a commit', first);
    if (second.kind !== 'done') return refused('write a commit', second);
    const [from, to] = [first.value, second.value];
    const ref = `refs/heads/${branch}`;
    const steps: readonly (readonly [BranchStep, () => Promise<unknown>])[] = [
      ['make a branch', () => octokit.rest.git.createRef({ owner, repo, ref, sha: from })],
      [
        'move it with force (updateRefs)',
        () => octokit.graphql(moveBranchMutation, { repository: home.value.id, ref, from, to }),
      ],
      ['post a commit status', () => this.#status(to)],
      [
        'delete the branch',
        () => octokit.rest.git.deleteRef({ owner, repo, ref: `heads/${branch}` }),
      ],
    ];
    for (const [step, act] of steps) {
      const outcome = await attempt(act());
      if (outcome.kind !== 'done') return refused(step, outcome);
    }
    return null;
  }

  /** On the default branch's tip; one beside the other, so that only force moves a branch between them. */
  async #commit({ tree, tip }: HomeFacts, content: string): Promise<Attempt<string>> {
    const { octokit, owner, repo } = this.#home.remote;
    const file = { path: 'crucible-check-setup', mode: '100644', type: 'blob', content } as const;
    const grown = await attempt(
      octokit.rest.git.createTree({ owner, repo, base_tree: tree, tree: [file] }),
    );
    if (grown.kind !== 'done') return grown;
    const written = await attempt(
      octokit.rest.git.createCommit({
        ...{ owner, repo, message: 'Check the set-up', parents: [tip] },
        tree: grown.value.data.sha,
      }),
    );
    return written.kind === 'done' ? { kind: 'done', value: written.value.data.sha } : written;
  }

  #status(sha: string): Promise<unknown> {
    const { octokit, owner, repo } = this.#home.remote;
    return octokit.rest.repos.createCommitStatus({
      ...{ owner, repo, sha, state: 'success', context: statusContext },
      description: 'a check of the set-up',
    });
  }

  /** One that an earlier check has left is taken over. */
  async label(): Promise<Seen<null>> {
    const { octokit, owner, repo } = this.#home.remote;
    const made = await attempt(
      octokit.rest.issues.createLabel({
        ...{ owner, repo, name: checkLabel, color: 'ededed' },
        description: 'A check of the set-up; may be deleted',
      }),
    );
    if (made.kind !== 'done' && made.kind !== 'already_exists') return notDone(made);
    const gone = await attempt(octokit.rest.issues.deleteLabel({ owner, repo, name: checkLabel }));
    return gone.kind === 'done' || gone.kind === 'not_found' ? seen(null) : notDone(gone);
  }

  /** Nobody can delete an issue but administrators: one without a title is looked at, and never opened. */
  async issue(): Promise<Seen<null>> {
    const { octokit, owner, repo } = this.#home.remote;
    const asked = octokit.rest.issues.create({ owner, repo, title: '', ...unrepeated });
    const outcome = await attempt(asked);
    if (outcome.kind === 'done') return { kind: 'unclear', why: 'GitHub opened what cannot be' };
    return outcome.kind === 'invalid' ? seen(null) : notDone(outcome);
  }

  /** The bot asks for one from the default branch to itself, which cannot be opened. */
  opening(): Promise<Seen<OpeningFacts>> {
    return withHome(this.#home, async (home) => {
      const asked = home.asBot ? await this.#askToOpen(home) : await this.#openingSetting();
      if (asked.kind === 'seen' && asked.value.kind === 'off') return asked;
      const opened = await this.#opened(home);
      if (opened.kind !== 'seen' || opened.value === null) return asked;
      // What stands there now counts more than what once was.
      return asked.kind === 'seen' && asked.value.kind === 'setting' ? asked : seen(opened.value);
    });
  }

  async #askToOpen({ facts }: HomeFacts): Promise<Seen<OpeningFacts>> {
    const { octokit, owner, repo } = this.#home.remote;
    const branch = facts.defaultBranch;
    const opened = await attempt(
      octokit.rest.pulls.create({
        ...{ owner, repo, title: 'Check the set-up', head: branch, base: branch },
        ...unrepeated,
      }),
    );
    if (opened.kind === 'done') return { kind: 'unclear', why: 'GitHub opened what cannot be' };
    if (isOpeningOff(opened)) return seen({ kind: 'off' });
    if (opened.kind === 'invalid') return seen({ kind: 'request_looked_at', said: opened.why });
    return notDone(opened);
  }

  /** Needs administration rights, which no workflow's token has. */
  #openingSetting(): Promise<Seen<OpeningFacts>> {
    const { octokit, owner, repo } = this.#home.remote;
    const asked = octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({
      owner,
      repo,
    });
    return ask(asked, ({ data }) =>
      data.can_approve_pull_request_reviews ? { kind: 'setting', on: true } : { kind: 'off' },
    );
  }

  #opened({ bot }: HomeFacts): Promise<Seen<OpeningFacts | null>> {
    const { octokit } = this.#home.remote;
    const asked = octokit.graphql<OpenedReading>(openedQuery, this.#home.variables);
    return ask(asked, ({ repository }) => {
      const own = repository.pullRequests.nodes.find(({ author }) => author?.login === bot);
      return own ? { kind: 'opened', number: own.number } : null;
    });
  }

  /** Asks with an input too many: GitHub names those that it does not know, and starts nothing. */
  dispatch(file: string): Promise<Seen<DispatchOutcome>> {
    const { octokit, owner, repo } = this.#home.remote;
    return withHome<DispatchOutcome>(this.#home, async ({ facts }) => {
      const asked = await attempt(
        octokit.rest.actions.createWorkflowDispatch({
          ...{ owner, repo, workflow_id: file, ref: facts.defaultBranch },
          inputs: { candidates: '0', [noInput]: '' },
          ...unrepeated,
        }),
      );
      if (asked.kind === 'done') return seen({ kind: 'started' });
      if (asked.kind === 'not_found') return seen({ kind: 'not_there' });
      if (/unexpected inputs/i.test(asked.why)) {
        return seen({ kind: /"candidates"/.test(asked.why) ? 'lacks_input' : 'takes_input' });
      }
      if (/disabled workflow/i.test(asked.why)) return seen({ kind: 'disabled' });
      if (/workflow_dispatch/.test(asked.why)) return seen({ kind: 'lacks_trigger' });
      return notSeen(asked);
    });
  }

  async artifact(): Promise<Seen<string | null>> {
    const { carried } = this.#options;
    if (carried === null) throw new Error('outside a run nothing was uploaded');
    const { octokit, owner, repo } = this.#home.remote;
    const listed = await attempt(
      octokit.rest.actions.listArtifactsForRepo({ owner, repo, name: carried.artifact }),
    );
    if (listed.kind !== 'done') return notDone(listed);
    const own = listed.value.data.artifacts.filter(
      ({ workflow_run: run }) => run?.id === carried.runId,
    );
    const newest = own.toSorted((a, b) => b.id - a.id)[0];
    if (!newest) return seen(`the artifact ${carried.artifact} is not in the list`);
    const { file, content } = carried;
    const mostBytes = 1024 * 1024;
    const found = await fileOfArtifact(this.#home.remote, { artifact: newest.id, file, mostBytes });
    if (found.kind === 'lost') return seen(found.why);
    if (found.kind !== 'done') return notDone(found);
    if (found.value === null) return seen(`${file} is not in the artifact ${carried.artifact}`);
    const same = Buffer.from(found.value).toString() === content;
    return seen(same ? null : `${file} came back changed`);
  }

  clearUp(): Promise<Cleared> {
    return clearUp(this.#home.remote, this.#options.carried);
  }
}

function refused(step: BranchStep, outcome: Parameters<typeof notDone>[0]): StepRefusal {
  return { step, outcome: notDone(outcome) };
}
