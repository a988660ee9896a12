/** `propose --record FOLDER` and `replay FOLDER`: a run with Claude, again without a network, byte for byte. */

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { randomDelimiter } from '../adapters/anthropic/claude.ts';
import { recordInto, replayFrom } from '../adapters/anthropic/recording.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Workshop } from '../flows/workshop.ts';
import { claudeSettings } from './claude.ts';
import type { Environment } from './environment.ts';
import { type ProposeOptions, proposerNames } from './options.ts';
import { proposeOnce, work } from './start.ts';

/** What a replay needs to be the same run. */
const settingsSchema = z.strictObject({
  benchmark: z.string(),
  proposer: z.enum(proposerNames),
  idea: z.string().nullable(),
  model: z.string(),
  modelPrice: z.string(),
  maxUsdPerDay: z.number(),
  maxUsdPerCandidate: z.number(),
  repairs: z.int(),
  delimiter: z.string(),
  time: z.int(),
});
type RunSettings = z.infer<typeof settingsSchema>;

const files = { start: 'start', exchanges: 'exchanges.jsonl', end: 'end.json' } as const;

/** Plays one proposal with Claude, and keeps in the folder how it began, what was said, and how it ended. */
export async function recordCommand(
  options: ProposeOptions,
  environment: Environment,
): Promise<number> {
  const folder = path.resolve(environment.workingFolder, options.record ?? '');
  const settings = claudeSettings(options, environment);
  if (!settings) throw new UsageError('--record needs an API key: set ANTHROPIC_API_KEY');
  await mkdir(folder, { recursive: true });
  const { record: _, jobs: __, ...rest } = options;
  const run = { ...rest, delimiter: randomDelimiter(), time: environment.now() };
  const kept = settingsSchema.parse(pick(run));
  await keepStart(environment.crucible, path.join(folder, files.start));
  const middleware = [
    recordInto(path.join(folder, files.exchanges), { run: JSON.stringify(kept) }),
  ];
  const { delimiter } = kept;
  const played = { options, settings: { ...settings, middleware, delimiter } };
  const ended = await play(played, withStamps(environment, kept.time));
  await writeFile(path.join(folder, files.end), `${JSON.stringify(ended, null, 2)}\n`);
  environment.stderr.write(`Recorded in ${folder}\n`);
  return 0;
}

/** Plays a recorded run in a folder of its own; 0 when it ends as it ended then. */
export async function replayCommand(
  { folder: given, jobs }: { folder: string; jobs: number },
  environment: Environment,
): Promise<number> {
  const folder = path.resolve(environment.workingFolder, given);
  const read = (name: string) =>
    readFile(path.join(folder, name), 'utf8').catch(() => {
      throw new UsageError(`${path.join(folder, name)}: there is no recorded run`);
    });
  const replay = replayFrom(await read(files.exchanges));
  const run = settingsSchema.parse(JSON.parse(replay.settings.run ?? '{}'));
  const expected = await read(files.end);
  const place = await mkdtemp(path.join(os.tmpdir(), 'crucible-replay-'));
  try {
    await cp(path.join(folder, files.start), place, { recursive: true });
    const { modelPrice: price, model, delimiter } = run;
    const settings = { apiKey: 'replayed', model, price, baseUrl: null, delimiter };
    const middleware = [replay.middleware];
    const there = withStamps({ ...environment, crucible: place }, run.time);
    const options = { ...run, jobs, record: null };
    const ended = await play({ options, settings: { ...settings, middleware } }, there);
    return tell(`${JSON.stringify(ended, null, 2)}\n` === expected, replay.left(), environment);
  } finally {
    await rm(place, { recursive: true });
  }
}

function tell(same: boolean, left: number, { stderr }: Environment): number {
  if (same && left === 0) {
    stderr.write('\nThe same run: every request, every verdict, every commit.\n');
    return 0;
  }
  const why = same ? `${left} recorded answers were not asked for` : 'it ended otherwise';
  stderr.write(`\nNot the same run: ${why}.\n`);
  return 1;
}

function pick(run: RunSettings): RunSettings {
  const names = Object.keys(settingsSchema.shape) as (keyof RunSettings)[];
  return Object.fromEntries(names.map((name) => [name, run[name]])) as RunSettings;
}

/** Results of evaluations are not kept: they are the same on every machine. */
async function keepStart(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(from, { recursive: true });
  const left = ['cache', 'lock'].map((name) => path.join(from, name));
  await cp(from, to, { recursive: true, filter: (file) => !left.includes(file) });
}

/** Stamps that only count how often they were asked for: commits are the same then. */
function withStamps(environment: Environment, start: number): Environment {
  let asked = 0;
  return { ...environment, stamp: () => start + 1000 * asked++ };
}

/** How the run ended: each pull request, its head and its verdict's digest. */
async function play(
  run: Parameters<typeof proposeOnce>[1],
  environment: Environment,
): Promise<unknown> {
  let ended: unknown = null;
  await work({ ...run.options, fresh: false }, environment, async (bench) => {
    await proposeOnce(bench, run, environment);
    ended = await stateOf(bench.workshop);
  });
  return ended;
}

async function stateOf({ forge, path: file }: Workshop): Promise<unknown> {
  const pulls = await forge.pullRequests();
  const shown = pulls.map(async ({ number, title, state, headSha }) => {
    const status = await forge.newestStatus(headSha);
    return { number, title, state, headSha, status: status?.description ?? null };
  });
  return { baseline: (await forge.baseline(file)).blob, pulls: await Promise.all(shown) };
}
