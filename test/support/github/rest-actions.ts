/**
 * Workflows and their runs. What it says of a disabled workflow is told in benc-uk/workflow-dispatch#72; of inputs too
 * many in Codex-/return-dispatch#188 and peter-evans/slash-command-dispatch#115.
 */

import { parse } from 'yaml';
import { isoTime } from './clock.ts';
import { findInTree } from './files.ts';
import type { Run, WorkflowState } from './model.ts';
import { forbidden, notAccessible, notFound, Refusal } from './refusal.ts';
import type { TestRepository } from './repository.ts';
import { accountView, type Json, repositoryUrl, repositoryView, web } from './repository-view.ts';
import { type Answer, numberOf, type RestRequest, type Routes, reads, writes } from './rest.ts';

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
  if (stateOf(repository, workflow).startsWith('disabled')) {
    throw new Refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
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

/** Of a file on the default branch; it throws when there is none. */
function stateOf(repository: TestRepository, file: string): WorkflowState {
  inputsOf(repository, file);
  return repository.workflowStates.get(file) ?? 'active';
}

const workflowId = 161_335;

function getWorkflow({ repository, params }: RestRequest): Answer {
  const file = params.workflow_id ?? '';
  const state = stateOf(repository, file);
  const at = isoTime(repository.createdAt);
  const path = `.github/workflows/${file}`;
  const body = {
    ...{ id: workflowId, node_id: 'W_kwDO161335', name: file.replace('.yml', ''), path, state },
    ...{ created_at: at, updated_at: at, url: `${repositoryUrl(repository)}/actions/workflows/1` },
    html_url: `${web}/${repository.fullName}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${web}/${repository.fullName}/workflows/x/badge.svg`,
  };
  return { status: 200, body };
}

/** Newest first. */
function listRuns({ repository, params, query }: RestRequest): Answer {
  const file = params.workflow_id ?? '';
  stateOf(repository, file);
  const status = query.get('status');
  const found = repository.runs
    .filter((run) => run.file === file)
    .filter((run) => status === null || run.status === status)
    .toReversed();
  const { shown } = pageOf(query, found);
  const workflow_runs = shown.map((run) => runView(repository, run));
  return { status: 200, body: { total_count: found.length, workflow_runs } };
}

function pageOf<T>(query: URLSearchParams, items: readonly T[]): { readonly shown: readonly T[] } {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  return { shown: items.slice((page - 1) * size, page * size) };
}

function runView(repository: TestRepository, run: Run): Json {
  const url = `${repositoryUrl(repository)}/actions/runs/${run.id}`;
  const at = isoTime(run.createdAt);
  const links = ['jobs', 'logs', 'artifacts', 'cancel', 'rerun'].map((name) => [
    `${name}_url`,
    `${url}/${name}`,
  ]);
  return {
    ...{ id: run.id, node_id: repository.github.nodeId('WFR', run.id), name: run.file },
    ...{ run_number: 1, run_attempt: 1, display_title: run.file, event: run.event },
    ...{ status: run.status, conclusion: run.status === 'completed' ? 'success' : null },
    ...{ head_branch: repository.defaultBranch, head_sha: repository.mainTip, head_commit: null },
    ...{ path: `.github/workflows/${run.file}`, workflow_id: workflowId, pull_requests: [] },
    ...{ url, html_url: `${web}/${repository.fullName}/actions/runs/${run.id}` },
    ...{ created_at: at, updated_at: at, run_started_at: at },
    ...Object.fromEntries(links),
    check_suite_url: `${repositoryUrl(repository)}/check-suites/1`,
    workflow_url: `${repositoryUrl(repository)}/actions/workflows/${workflowId}`,
    actor: accountView(repository.owner),
    repository: repositoryView(repository),
    head_repository: repositoryView(repository),
  };
}

function listJobs(request: RestRequest): Answer {
  const { repository, query } = request;
  const run = repository.runs.find(({ id }) => id === numberOf(request, 'run_id'));
  if (!run) throw notFound();
  const { shown } = pageOf(query, run.jobs);
  const jobs = shown.map((job, i) => ({
    ...{ id: i + 1, run_id: run.id, node_id: `CR_kwDO${i}`, name: job.name, run_attempt: 1 },
    ...{ run_url: `${repositoryUrl(repository)}/actions/runs/${run.id}`, workflow_name: run.file },
    ...{ url: `${repositoryUrl(repository)}/actions/jobs/${i + 1}`, html_url: null, steps: [] },
    ...{ head_sha: repository.mainTip, head_branch: repository.defaultBranch, labels: [] },
    status: job.completedAt === null ? 'in_progress' : 'completed',
    conclusion: job.completedAt === null ? null : 'success',
    created_at: isoTime(job.startedAt),
    started_at: isoTime(job.startedAt),
    completed_at: job.completedAt === null ? null : isoTime(job.completedAt),
    check_run_url: `${repositoryUrl(repository)}/check-runs/${i + 1}`,
    ...{ runner_id: 1, runner_name: 'x', runner_group_id: 1, runner_group_name: 'x' },
  }));
  return { status: 200, body: { total_count: run.jobs.length, jobs } };
}

/** An administrator's, whatever a workflow's permissions are. */
function getPermissions({ caller, repository }: RestRequest): Answer {
  if (caller.installation) throw notAccessible();
  if (repository.roleOf(caller.account) !== 'admin') {
    throw forbidden('Must have admin rights to Repository.');
  }
  const { actionsMayOpenPullRequests } = repository.settings;
  return {
    status: 200,
    body: {
      default_workflow_permissions: 'read',
      can_approve_pull_request_reviews: actionsMayOpenPullRequests,
    },
  };
}

const actions = '/repos/{owner}/{repo}/actions';
const workflow = `${actions}/workflows/{workflow_id}`;

export const actionRoutes: Routes = {
  [`POST ${workflow}/dispatches`]: { need: writes('actions'), answer: postDispatch },
  [`GET ${workflow}`]: { need: reads('actions'), answer: getWorkflow },
  [`GET ${workflow}/runs`]: { need: reads('actions'), answer: listRuns },
  [`GET ${actions}/runs/{run_id}/jobs`]: { need: reads('actions'), answer: listJobs },
  [`GET ${actions}/permissions/workflow`]: { need: reads(), answer: getPermissions },
};
