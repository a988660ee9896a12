/** The repository itself, commit statuses, people's roles, and workflows. */

import { parse } from 'yaml';
import { findInTree } from './files.ts';
import { statusView } from './git-view.ts';
import type { Status, StatusState } from './model.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { fullRepositoryView, permissionView } from './repository-view.ts';
import { type Answer, paged, type RestRequest, type Routes, reads, writes } from './rest.ts';

const mostStatuses = 1000;

function postStatus({ caller, repository, params, body }: RestRequest): Answer {
  const { github, store } = repository;
  const sha = params.sha ?? '';
  if (!store.commit(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const {
    state,
    description = null,
    target_url: targetUrl = null,
    context = 'default',
  } = body as {
    state: StatusState;
    description?: string | null;
    target_url?: string | null;
    context?: string;
  };
  if ((description ?? '').length > 140) {
    const message = 'description is too long (maximum is 140 characters)';
    throw invalid({ resource: 'Status', code: 'custom', field: 'description', message });
  }
  const posted = repository.statuses.get(sha) ?? [];
  if (posted.filter((each) => each.context === context).length >= mostStatuses) {
    const message = 'This SHA and context has reached the maximum number of statuses.';
    throw invalid({ resource: 'Status', code: 'custom', message });
  }
  const id = github.nextId('status');
  const status: Status = {
    ...{ id, nodeId: github.nodeId('SC', id), state, context, description, targetUrl },
    ...{ creator: caller.account, createdAt: github.clock.tick() },
  };
  repository.statuses.set(sha, [...posted, status]);
  return { status: 201, body: statusView(repository, sha, status) };
}

function listStatuses(request: RestRequest): Answer {
  const { repository, params } = request;
  const sha = repository.resolve(params.ref ?? '');
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${params.ref}`);
  return paged(request, repository.statusesOf(sha), (each) => statusView(repository, sha, each));
}

function getPermission({ repository, params }: RestRequest): Answer {
  const login = params.username ?? '';
  const account = repository.github.accounts.find(
    (each) => each.login.toLowerCase() === login.toLowerCase(),
  );
  if (!account) throw notFound();
  if (account.type === 'Bot') throw new Refusal(404, `${login} is not a user`);
  return { status: 200, body: permissionView(repository, account) };
}

interface WorkflowInput {
  readonly required?: boolean;
  readonly default?: unknown;
  readonly type?: string;
  readonly options?: readonly string[];
}

/** An input without any property is null in YAML. */
type Inputs = Readonly<Record<string, WorkflowInput | null>>;

/** What a workflow on the default branch can be started with; null when it cannot be started by hand. */
function inputsOf(repository: TestRepository, file: string): Inputs | null {
  const { store } = repository;
  const tree = store.commit(repository.mainTip)?.tree ?? '';
  const entry = findInTree(store, tree, `.github/workflows/${file}`);
  const text = entry ? store.blob(entry.sha)?.toString('utf8') : undefined;
  if (text === undefined) throw notFound();
  const { on } = parse(text) as { on?: unknown };
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? (on as unknown[]) : [];
  if (names.includes('workflow_dispatch')) return {};
  const events = (names.length > 0 ? {} : (on ?? {})) as Record<string, unknown>;
  if (!('workflow_dispatch' in events)) return null;
  const dispatch = events.workflow_dispatch as { inputs?: Inputs | null } | null;
  return dispatch?.inputs ?? {};
}

function postDispatch({ caller, repository, params, body }: RestRequest): Answer {
  const workflow = params.workflow_id ?? '';
  const declared = inputsOf(repository, workflow);
  if (declared === null) {
    throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  const ref = String(body.ref);
  // A commit's name is not enough.
  const known = [ref, `refs/heads/${ref}`, `refs/tags/${ref}`].some((each) =>
    repository.refs.has(each),
  );
  if (!known) throw new Refusal(422, `No ref found for: ${ref}`);
  const inputs = (body.inputs ?? {}) as Record<string, unknown>;
  checkInputs(declared, inputs);
  const { github } = repository;
  github.clock.tick();
  const actor = caller.account.login;
  github.dispatches.push({ repository: repository.fullName, workflow, ref, inputs, actor });
  return { status: 204 };
}

function checkInputs(declared: Inputs, inputs: Readonly<Record<string, unknown>>): void {
  const unexpected = Object.keys(inputs).filter((name) => !(name in declared));
  if (unexpected.length > 0) {
    throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  for (const [name, input] of Object.entries(declared)) {
    const { required, default: standard, type, options } = input ?? {};
    const value = inputs[name];
    if (value === undefined) {
      if (required && standard === undefined) {
        throw new Refusal(422, `Required input '${name}' not provided`);
      }
    } else if (type === 'choice' && !options?.includes(String(value))) {
      throw new Refusal(
        422,
        `Provided value '${value}' for input '${name}' not in the list of allowed values`,
      );
    }
  }
}

const repo = '/repos/{owner}/{repo}';

export const repositoryRoutes: Routes = {
  [`GET ${repo}`]: {
    need: reads(),
    answer: ({ caller, repository }) => ({
      status: 200,
      body: fullRepositoryView(caller, repository),
    }),
  },
  [`POST ${repo}/statuses/{sha}`]: { need: writes('statuses'), answer: postStatus },
  [`GET ${repo}/commits/{ref}/statuses`]: { need: reads('statuses'), answer: listStatuses },
  [`GET ${repo}/collaborators/{username}/permission`]: {
    need: () => ({ scopes: [], level: 'read', role: 'write' }),
    answer: getPermission,
  },
  [`POST ${repo}/actions/workflows/{workflow_id}/dispatches`]: {
    need: writes('actions'),
    answer: postDispatch,
  },
};
