/** Everything the online commands work with: GitHub, and a workshop for each benchmark of the repository. */

import * as core from '@actions/core';
import type { HistoryFolders } from '../adapters/github/history-file.ts';
import { openGitHubPorts } from '../adapters/github/ports.ts';
import {
  codecPathOf,
  type LoadedBenchmark,
  listBenchmarks,
  loadBenchmark,
} from '../adapters/local/benchmark.ts';
import { engineIdentity } from '../adapters/quickjs/engine.ts';
import { dashboardTitle } from '../domain/label.ts';
import { UsageError } from '../domain/usage-error.ts';
import { guidancePath } from '../flows/propose.ts';
import type { Workshop } from '../flows/workshop.ts';
import type { Conversation } from '../ports/conversation.ts';
import type { Dashboard } from '../ports/dashboard.ts';
import type { Evaluator } from '../ports/evaluator.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { NextRun } from '../ports/next-run.ts';
import type { People } from '../ports/people.ts';
import { labels } from '../render/labels.ts';
import { actionNarrator } from './narrate.ts';
import type { RunPlace } from './place.ts';
import { requiredInput, textInput } from './read-input.ts';
import { settings } from './settings.ts';

export interface House {
  /** In the order of their names. */
  readonly workshops: readonly Workshop[];
  /** Of all the workshops, in the same order. */
  readonly benchmarks: readonly LoadedBenchmark[];
  readonly people: People;
  readonly conversation: Conversation;
  readonly dashboard: Dashboard;
  readonly nextRun: NextRun;
  readonly ledger: Ledger;
  /** Whether something was left for later runs that the dashboard vouches for. */
  readonly hasLeftHistory: () => boolean;
}

/**
 * Loads the benchmarks of the checkout, which is the default branch's, and connects to GitHub. `history` says where what
 * is known of closed pull requests comes from and goes to.
 */
export async function openHouse(place: RunPlace, history: HistoryFolders): Promise<House> {
  const { owner, repo, apiUrl, runUrl, workspace } = place;
  const names = await listBenchmarks(workspace);
  if (names.length === 0) {
    throw new UsageError(
      `${owner}/${repo} has no folder benchmarks/NAME with a benchmark.json: copy one from Codec Crucible, or check the repository out first`,
    );
  }
  const benchmarks = await Promise.all(names.map((name) => loadBenchmark(name, workspace)));
  const ports = openGitHubPorts({
    ...{ owner, repo, apiUrl },
    token: requiredInput('token'),
    secrets: [textInput('anthropic-api-key').trim()],
    userAgent: 'codec-crucible',
    writeInterval: settings['write-interval'](),
    workflow: textInput('next-workflow'),
    dashboardTitle,
    // They are read together.
    paths: [...names.map(codecPathOf), guidancePath],
    labels,
    targetUrl: runUrl,
    checks: settings['candidate-checks'](),
    history,
    log: (line) => core.info(line),
  });
  const { forge, people, ...others } = ports;
  const rules = {
    acceptFrom: settings['accept-from'](),
    keepFailedHours: settings['keep-failed-hours'](),
  };
  const narrate = actionNarrator();
  const workshops = benchmarks.map((benchmark) => ({
    ...{ forge, people, rules, benchmark, narrate },
    path: codecPathOf(benchmark.name),
    evaluator: readingOnly(),
    desk: null,
    now: () => Math.floor(Date.now() / 1000),
  }));
  return { workshops, benchmarks, people, ...others };
}

/** The jobs that hold the token run no candidate: they can but name the engine. */
function readingOnly(): Evaluator {
  const refuse = () => Promise.reject(new Error('this job runs no candidates'));
  return { engine: engineIdentity(), evaluate: refuse, measure: refuse };
}
