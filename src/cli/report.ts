/** `crucible report`: what the pull requests of the local forge tell. */

import { againstReference } from '../domain/compare.ts';
import { readHistory } from '../flows/history.ts';
import type { Workshop } from '../flows/workshop.ts';
import { renderLeaderboard } from '../render/leaderboard.ts';
import type { Style } from '../render/style.ts';
import type { Environment } from './environment.ts';
import { openLocalBench } from './local-bench.ts';
import type { CommonOptions } from './options.ts';

/** Prints the leaderboard, or with `--json` every trial record, one a line, oldest first. */
export async function reportCommand(
  options: CommonOptions & { readonly json: boolean },
  environment: Environment,
): Promise<number> {
  const { workshop, close } = await openLocalBench(options, environment);
  try {
    const lines = options.json
      ? (await readHistory(workshop)).map(({ trial }) => JSON.stringify(trial))
      : await leaderboardLines(workshop, environment.style);
    environment.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return 0;
  } finally {
    await close();
  }
}

/** The newest trial of each pull request, with where it stands against the reference encoder. */
export async function leaderboardLines(
  workshop: Workshop,
  style: Style,
): Promise<readonly string[]> {
  const { benchmark } = workshop;
  const newest = new Map(
    (await readHistory(workshop)).map((each) => [each.pullRequest.number, each]),
  );
  const rows = [...newest.values()].map(({ trial }) => ({
    trial,
    against_reference_percent:
      trial.evaluation === null ? null : againstReference(benchmark, trial.evaluation),
  }));
  return renderLeaderboard(rows, benchmark, style);
}
