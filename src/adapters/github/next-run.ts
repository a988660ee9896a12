/** The run after this one, by workflow dispatch: with GITHUB_TOKEN it is one of the few things that start any. */

import type { NextRun } from '../../ports/next-run.ts';
import { unrepeated } from './client.ts';
import { attempt, type Refusal } from './refusal.ts';
import type { Remote } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

export class GitHubNextRun implements NextRun {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #workflow: string;

  /** `workflow` is the name of its file. */
  constructor(remote: Remote, snapshot: Snapshot, workflow: string) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#workflow = workflow;
  }

  async start(): Promise<void> {
    const { octokit, owner, repo, log } = this.#remote;
    const { defaultBranch } = await this.#snapshot.repository();
    const outcome = await attempt(
      octokit.rest.actions.createWorkflowDispatch({
        ...{ owner, repo, workflow_id: this.#workflow, ref: defaultBranch },
        inputs: { candidates: '0' },
        ...unrepeated,
      }),
    );
    if (outcome.kind === 'done') return;
    log(`the next run waits for the schedule; ${this.#mend(outcome)} (${outcome.why})`);
  }

  #mend({ kind }: Refusal): string {
    const file = `.github/workflows/${this.#workflow}`;
    switch (kind) {
      case 'not_found':
        return `${file} must be on the default branch, and the job needs \`actions: write\``;
      case 'not_permitted':
        return 'the job needs `actions: write`';
      case 'invalid':
        return `${file} needs \`workflow_dispatch\` with the input \`candidates\``;
      default:
        return 'GitHub did not start it';
    }
  }
}
