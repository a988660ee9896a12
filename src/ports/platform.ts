/** The platform that the bot lives on, as a check of the set-up asks it: what it says, and what it lets the bot do. */

import type { RunTimes } from '../domain/runner-minutes.ts';
import type {
  BranchFacts,
  DashboardFacts,
  DispatchOutcome,
  OpeningFacts,
  RepositoryFacts,
  Seen,
  StepRefusal,
  WorkflowFacts,
} from '../domain/setup/facts.ts';
import type { ModelFault } from './model.ts';

/** Asks, and changes nothing. */
export interface Platform {
  repository(): Promise<Seen<RepositoryFacts>>;
  /** Of the default branch. */
  branch(): Promise<Seen<BranchFacts>>;
  /** The open issues that are, or look like, the bot's dashboard. */
  dashboards(): Promise<Seen<readonly DashboardFacts[]>>;
  /** By the name of its file; null when there is none. */
  workflow(file: string): Promise<Seen<WorkflowFacts | null>>;
  runTimes(file: string): Promise<Seen<RunTimes>>;
}

/** Does what the bot's jobs do, on things of its own, and takes them away again. */
export interface Rehearsal {
  /** A branch with a commit and a status; null when every step was let through. */
  branch(): Promise<StepRefusal | null>;
  label(): Promise<Seen<null>>;
  /** Asks for an issue that cannot be opened. */
  issue(): Promise<Seen<null>>;
  opening(): Promise<Seen<OpeningFacts>>;
  dispatch(file: string): Promise<Seen<DispatchOutcome>>;
  /** Fetches what the run has uploaded, as a later run would; null, or what was wrong with it. */
  artifact(): Promise<Seen<string | null>>;
  /** Takes away whatever this rehearsal, or one before it that was killed, has left; what it took, and what stays. */
  clearUp(): Promise<Cleared>;
}

export interface Cleared {
  readonly taken: readonly string[];
  readonly stays: readonly { readonly what: string; readonly why: string }[];
}

/** The language model's side. */
export interface ModelAccess {
  /** Whether the key is taken, and the model is there; null when both are so. Costs nothing. */
  fault(): Promise<ModelFault | null>;
}
