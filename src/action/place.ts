/** Where the action runs: the repository, its addresses, and the event. Read once, from the runner's environment. */

import { context } from '@actions/github';

export interface RunPlace {
  readonly owner: string;
  readonly repo: string;
  /** Base of the REST API. */
  readonly apiUrl: string;
  /** Where people read it. */
  readonly repositoryUrl: string;
  /** Of this run, for whoever wants its logs; null outside a workflow. */
  readonly runUrl: string | null;
  /** Of this run and attempt. */
  readonly runId: string;
  readonly eventName: string;
  readonly payload: typeof context.payload;
  /** Who started the run. */
  readonly actor: string;
  /** The checkout of the running repository. */
  readonly workspace: string;
}

export function runPlace(): RunPlace {
  const { owner, repo } = context.repo;
  const { serverUrl, runId, apiUrl, eventName, payload, actor } = context;
  const repositoryUrl = `${serverUrl}/${owner}/${repo}`;
  return {
    ...{ owner, repo, apiUrl, repositoryUrl, eventName, payload, actor },
    runUrl: Number.isInteger(runId) ? `${repositoryUrl}/actions/runs/${runId}` : null,
    runId: `${runId}-${process.env.GITHUB_RUN_ATTEMPT ?? 1}`,
    workspace: process.env.GITHUB_WORKSPACE ?? process.cwd(),
  };
}
