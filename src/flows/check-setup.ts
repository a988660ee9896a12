/** Checks whether the platform is as the bot needs it. */

import { dashboardLabel } from '../domain/label.ts';
import { monthlyMinutes } from '../domain/runner-minutes.ts';
import type { CarriedFacts } from '../domain/setup/facts.ts';
import type { Finding } from '../domain/setup/finding.ts';
import type { ModelAccess, Platform, Rehearsal } from '../ports/platform.ts';
import { carriedFinding, fetchedFinding } from '../render/setup/artifacts.ts';
import {
  elsewhereFinding,
  modelFinding,
  variablesFinding,
  type WrongInput,
} from '../render/setup/inputs.ts';
import { protectionFindings } from '../render/setup/protection.ts';
import { repositoryFindings, serverFinding } from '../render/setup/repository.ts';
import {
  costFinding,
  dashboardFinding,
  nextRunFinding,
  scheduleFinding,
} from '../render/setup/runs.ts';
import {
  branchFinding,
  clearingFinding,
  issueFinding,
  labelFinding,
  openingFinding,
} from '../render/setup/writing.ts';

/** What only a run on a runner of the repository knows. */
export interface RunnerSide {
  readonly carried: CarriedFacts;
  readonly wrongInputs: readonly WrongInput[];
  readonly runsInFork: boolean;
  /** Names of checks that the bot posts itself on a winner. */
  readonly postedChecks: readonly string[];
  readonly model: string;
  readonly access: ModelAccess;
}

export interface SetupCheck {
  readonly platform: Platform;
  readonly rehearsal: Rehearsal;
  /** Where people read the repository. */
  readonly serverUrl: string;
  /** File name of the workflow of the evolution. */
  readonly workflow: string;
  /** Name of the commit status of the verdict. */
  readonly verdict: string;
  /** null: this is no run. */
  readonly runner: RunnerSide | null;
}

/** Every check runs, whatever the ones before it found; what they made is taken away in the end. */
export async function checkSetup(setup: SetupCheck): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    for (const check of [repositoryChecks, writingChecks, runnerChecks, runChecks]) {
      for (const finding of await check(setup)) findings.push(finding);
    }
  } finally {
    findings.push(clearingFinding(await setup.rehearsal.clearUp()));
  }
  return findings;
}

async function repositoryChecks(setup: SetupCheck): Promise<Finding[]> {
  const { platform, serverUrl, runner, verdict } = setup;
  const repository = await platform.repository();
  return [
    serverFinding(serverUrl),
    ...repositoryFindings(repository, { runsInFork: runner?.runsInFork ?? null }),
    ...protectionFindings(await platform.branch(), [verdict, ...(runner?.postedChecks ?? [])]),
  ];
}

async function writingChecks({ rehearsal }: SetupCheck): Promise<Finding[]> {
  return [
    branchFinding(await rehearsal.branch()),
    labelFinding(await rehearsal.label()),
    issueFinding(await rehearsal.issue()),
    openingFinding(await rehearsal.opening()),
  ];
}

async function runnerChecks({ rehearsal, runner }: SetupCheck): Promise<Finding[]> {
  if (runner === null) return ['artifacts', 'variables', 'Claude'].map(elsewhereFinding);
  return [
    carriedFinding(runner.carried),
    fetchedFinding(await rehearsal.artifact()),
    variablesFinding(runner.wrongInputs),
    modelFinding(runner.model, await runner.access.fault()),
  ];
}

async function runChecks({ platform, rehearsal, workflow }: SetupCheck): Promise<Finding[]> {
  const times = await platform.runTimes(workflow);
  const cost =
    times.kind === 'seen' ? { kind: times.kind, value: monthlyMinutes(times.value) } : times;
  return [
    dashboardFinding(await platform.dashboards(), dashboardLabel),
    nextRunFinding(workflow, await rehearsal.dispatch(workflow)),
    scheduleFinding(workflow, await platform.workflow(workflow)),
    costFinding(cost, await platform.repository()),
  ];
}
