/** The action's outputs, by the names of the one schema. */

import * as core from '@actions/core';
import type { Trial } from '../domain/trial/trial.ts';
import type { OutputName } from './inputs.ts';

export function setOutput(name: OutputName, value: string): void {
  core.setOutput(name, value);
}

/** What scripts want to know of a trial. */
export function setTrialOutputs(trial: Trial): void {
  const { analysis, comparison, candidate } = trial;
  setOutput('verdict', trial.status);
  setOutput('pull-request', String(candidate.pull_request ?? ''));
  setOutput('rate-change', String(comparison?.rate_change_percent ?? ''));
  setOutput('failure-category', analysis?.failure_category ?? '');
  setOutput('severity', analysis?.severity ?? '');
  setOutput('trial', JSON.stringify(trial));
}
