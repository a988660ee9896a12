/** What all jobs of one run share: the options of the test, the `github` context, the artifacts. */

import type { ArtifactStore, RunAttempt } from './artifact-store.ts';
import type { CacheStore } from './cache-store.ts';
import type { Event, Payload } from './events.ts';
import type { Value } from './expressions.ts';
import type { LoadedJob, LoadedWorkflow } from './loaded.ts';
import type { Permissions } from './permissions.ts';
import type { Concurrency, JobRun } from './record.ts';
import type { Repository } from './repositories.ts';
import type { Rerun } from './rerun.ts';

/** Where a step stands, for a test that wants to change the world just before it. */
export interface Place {
  readonly job: string;
  readonly matrix: Value;
  /** Its id, or its name without one. */
  readonly step: string;
}

export interface Urls {
  readonly api?: string;
  readonly graphql?: string;
  readonly server?: string;
  /** Where artifacts and caches are kept; steps of actions get it as ACTIONS_RESULTS_URL. */
  readonly results?: string;
}

export interface RunOptions {
  /** The running repository, `owner/name`; one of `repositories`. */
  readonly repository: string;
  /** The workflow's path in it. */
  readonly file: string;
  readonly event: Event;
  /** Everything that can be checked out or called, by `owner/name`. */
  readonly repositories: Readonly<Record<string, Repository>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** The token of a job that starts, with exactly these permissions. */
  readonly tokenFor: (permissions: Permissions, job: string) => string;
  /** Default `https://api.github.com` and so on; a test points them at its own server. */
  readonly urls?: Urls;
  /** Default `refs/heads/<default branch>`. */
  readonly ref?: string;
  readonly defaultBranch?: string;
  readonly actor?: string;
  readonly runId?: number;
  /** Runs jobs of an earlier run again, as its next attempt: of the same id, commit and event. */
  readonly rerun?: Rerun;
  /** Runs JavaScript actions; default the Node 24 of the optional dependency. */
  readonly node?: string;
  /** Folders put before everything else in PATH, for stand-ins of tools such as `gh`. */
  readonly tools?: readonly string[];
  /** What the repository's runs share; without them a run has its own. */
  readonly artifacts?: ArtifactStore;
  readonly caches?: CacheStore;
  /** Called before each step; when it throws, the step fails as if its machine had been lost. */
  readonly beforeStep?: (place: Place) => void | Promise<void>;
  /** Where it is true, somebody cancels the run while this step runs, before the step has done anything. */
  readonly cancelAt?: (place: Place) => boolean;
}

export type Contexts = Readonly<Record<string, Value>>;

export interface World {
  readonly options: RunOptions;
  readonly node: string | null;
  /** The `github` context without `token` and `job`. */
  readonly github: Payload;
  readonly run: RunAttempt;
  readonly artifacts: ArtifactStore;
  readonly caches: CacheStore;
  /** Of the default branch, `refs/heads/main`. */
  readonly defaultRef: string;
  readonly jobs: JobRun[];
  readonly cancellation: Cancellation;
  /** What all jobs have handed on. */
  readonly outputs: { bytes: number };
}

export interface Cancellation {
  asked: boolean;
  /** The jobs that had ended by then. */
  ended: ReadonlySet<string>;
}

/** One workflow of a run, the started one or a called one. */
export interface Frame {
  readonly workflow: LoadedWorkflow;
  /** Stands before the jobs' names: empty, or `caller/`. */
  readonly prefix: string;
  readonly inputs: Payload;
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether every job runs, also in a re-run. */
  readonly anew: boolean;
}

/** A job at the point where it starts: what its keys may see. */
export interface Instance {
  readonly job: LoadedJob;
  readonly contexts: Contexts;
  readonly concurrency: Concurrency | null;
  readonly holds: () => Promise<boolean>;
}

/** What `github.event` holds beside what the event itself brings. */
export function about(options: RunOptions, branch: string): Payload {
  const [owner = '', name = ''] = options.repository.split('/');
  return {
    repository: {
      full_name: options.repository,
      name,
      owner: { login: owner },
      default_branch: branch,
    },
    sender: { login: options.actor ?? owner, type: 'User' },
  };
}

/** The `github` context of a run; a called workflow sees its caller's. */
export function githubContext(
  options: RunOptions,
  found: {
    readonly sha: string;
    readonly ref: string;
    readonly event: Payload;
    readonly name: string;
    readonly run: RunAttempt;
  },
): Payload {
  const [owner = ''] = options.repository.split('/');
  const actor = options.actor ?? owner;
  const { sha, ref } = found;
  const kind = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  return {
    repository: options.repository,
    repository_owner: owner,
    repository_id: '1',
    actor,
    triggering_actor: actor,
    event_name: options.event.name,
    event: found.event,
    sha,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: kind,
    ref_protected: false,
    head_ref: '',
    base_ref: '',
    run_id: String(found.run.runId),
    run_number: '1',
    run_attempt: String(found.run.attempt),
    retention_days: '90',
    workflow: found.name,
    workflow_ref: `${options.repository}/${options.file}@${ref}`,
    workflow_sha: sha,
    server_url: options.urls?.server ?? 'https://github.com',
    api_url: options.urls?.api ?? 'https://api.github.com',
    graphql_url: options.urls?.graphql ?? 'https://api.github.com/graphql',
  };
}
