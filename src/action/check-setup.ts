/** `command: check-setup`: makes what the workflow carries as artifacts; then, with it come down, checks the platform. */

import * as core from '@actions/core';
import { ClaudeAccess } from '../adapters/anthropic/access.ts';
import { verdictContext } from '../adapters/github/queries.ts';
import { openSetup } from '../adapters/github/setup/open.ts';
import { listBenchmarks } from '../adapters/local/benchmark.ts';
import { dashboardTitle } from '../domain/label.ts';
import { evaluationJobs } from '../domain/plan.ts';
import { isReady } from '../domain/setup/finding.ts';
import { checkSetup, type RunnerSide } from '../flows/check-setup.ts';
import type { WrongInput } from '../render/setup/inputs.ts';
import { findingLines, renderFindings } from '../render/setup/table.ts';
import { claudeInputs } from './claude.ts';
import { setOutput } from './outputs.ts';
import type { RunPlace } from './place.ts';
import { folderInput, requiredInput, textInput } from './read-input.ts';
import { settings, unknownBenchmark, wrongInputs } from './settings.ts';
import {
  readSetupArtifacts,
  setupPlan,
  setupUploads,
  writeSetupArtifacts,
} from './setup-artifacts.ts';

export async function checkSetupAction(place: RunPlace): Promise<void> {
  if (textInput('artifacts') === '') {
    await writeSetupArtifacts(folderInput('output', place.workspace));
    setOutput('evaluations', JSON.stringify(evaluationJobs(setupPlan)));
    return;
  }
  const { owner, repo, apiUrl, repositoryUrl, runId, workspace } = place;
  const { platform, rehearsal } = openSetup({
    ...{ owner, repo, apiUrl, dashboardTitle, id: runId },
    token: requiredInput('token'),
    secrets: [textInput('anthropic-api-key').trim()],
    userAgent: 'codec-crucible',
    writeInterval: writeInterval(),
    log: (line) => core.info(line),
    carried: { ...setupUploads(), runId: Number.parseInt(runId, 10) },
  });
  const findings = await checkSetup({
    ...{ platform, rehearsal, serverUrl: repositoryUrl, verdict: verdictContext },
    workflow: textInput('next-workflow'),
    runner: await runnerSide(workspace),
  });
  for (const line of findingLines(findings)) core.info(line);
  await core.summary.addRaw(renderFindings(findings), true).write();
  if (!isReady(findings))
    core.setFailed('The set-up lacks something: see the table in the summary');
}

async function runnerSide(workspace: string): Promise<RunnerSide> {
  const artifacts = folderInput('artifacts', workspace);
  const claude = claudeInputs();
  const model = textInput('model');
  const none = { apiKey: '', price: '', baseUrl: null, model };
  return {
    carried: await readSetupArtifacts(artifacts),
    wrongInputs: [...wrongInputs(), ...(await wrongBenchmarks(workspace))],
    runsInFork: !isWrong('run-in-fork') && settings['run-in-fork'](),
    postedChecks: isWrong('candidate-checks') ? [] : settings['candidate-checks'](),
    model,
    access: new ClaudeAccess(claude ?? none),
  };
}

/** Names that only the repository can tell to be of no benchmark. */
async function wrongBenchmarks(workspace: string): Promise<WrongInput[]> {
  const among = await listBenchmarks(workspace);
  const unknown = settings.benchmarks().filter((name) => !among.includes(name));
  return unknown.map((name) => ({
    name: 'benchmarks',
    why: `input benchmarks: ${unknownBenchmark({ kind: 'unknown', name, among })}`,
  }));
}

function isWrong(name: string): boolean {
  return wrongInputs().some((each) => each.name === name);
}

/** A value that it does not take is one of the findings, and keeps no other check from running. */
function writeInterval(): number {
  return isWrong('write-interval') ? 1000 : settings['write-interval']();
}
