/** `crucible start` and `crucible propose`: the whole loop on this machine. */

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { lockFolder } from '../adapters/local/lock.ts';
import { MutationProposer } from '../adapters/local/mutation-proposer.ts';
import type { ClaudeSettings } from '../assembly/claude.ts';
import { grouped } from '../domain/text/wording.ts';
import { UsageError } from '../domain/usage-error.ts';
import { evolve } from '../flows/evolve.ts';
import { claudeSettings, evolveWithClaude } from './claude.ts';
import type { Environment } from './environment.ts';
import { type LocalBench, openLocalBench } from './local-bench.ts';
import type { CommonOptions, ProposeOptions, StartOptions } from './options.ts';
import { leaderboardLines, writePage } from './report.ts';

/** New candidates that a run tries once the shipped ones have been played. */
const roundsAfterDemo = 3;

/** Plays what is left of the shipped run and ends; when nothing is left, tries three mutations. */
export async function startCommand(
  options: StartOptions,
  environment: Environment,
): Promise<number> {
  return work(options, environment, async (bench) => {
    await introduce(bench, environment);
    const everything = { rounds: Number.POSITIVE_INFINITY, idea: null };
    const shipped = await evolve(bench.workshop, bench.shippedRun, everything);
    if (shipped.length === 0 && !options.all) await tryNew(bench, options, environment);
    await conclude(bench, environment);
  });
}

/** Three new candidates: by Claude where there is a key, mutations where there is none. */
async function tryNew(
  { workshop }: LocalBench,
  options: StartOptions,
  environment: Environment,
): Promise<void> {
  const settings = claudeSettings(options, environment);
  const wish = { rounds: roundsAfterDemo, idea: null };
  if (settings) await evolveWithClaude(workshop, { settings, options, ...wish }, environment);
  else await evolve(workshop, new MutationProposer(), wish);
}

/** One candidate by the named proposer, carried to its verdict. */
export async function proposeCommand(
  options: ProposeOptions,
  environment: Environment,
): Promise<number> {
  if (options.record !== null) {
    return (await import('./record.ts')).recordCommand(options, environment);
  }
  const settings = claudeSettings(options, environment);
  return work({ ...options, fresh: false }, environment, (bench) =>
    proposeOnce(bench, { options, settings }, environment),
  );
}

export async function proposeOnce(
  { workshop, shippedRun }: LocalBench,
  { options, settings }: { options: ProposeOptions; settings: ClaudeSettings | null },
  environment: Environment,
): Promise<void> {
  const { proposer, idea } = options;
  const wish = { rounds: 1, idea };
  if (proposer === 'claude' && settings === null) {
    throw new UsageError('--proposer claude needs an API key: set ANTHROPIC_API_KEY');
  }
  if (settings && (proposer === 'claude' || proposer === 'auto')) {
    return evolveWithClaude(workshop, { settings, options, ...wish }, environment);
  }
  if (idea !== null) throw new UsageError('--idea is for Claude; a mutation cannot follow it');
  await evolve(workshop, proposer === 'shipped' ? shippedRun : new MutationProposer(), wish);
}

/** Opens the forge for this process alone, and closes everything at the end, whatever comes. */
export async function work(
  options: CommonOptions & { readonly fresh: boolean },
  environment: Environment,
  act: (bench: LocalBench) => Promise<void>,
): Promise<number> {
  const folder = environment.crucible;
  const unlock = lockFolder(folder);
  try {
    if (options.fresh) await emptyBut(folder, 'lock');
    const bench = await openLocalBench(options, environment);
    await act(bench).finally(() => bench.close());
    return 0;
  } finally {
    unlock();
  }
}

async function emptyBut(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== kept) await rm(path.join(folder, name), { recursive: true });
  }
}

async function introduce({ workshop }: LocalBench, { stderr, style }: Environment): Promise<void> {
  const { benchmark, evaluator, forge, path: file } = workshop;
  const { source } = await forge.baseline(file);
  const clips = benchmark.clips.map(({ clip }) => clip.name).join(', ');
  stderr.write(`${style.strong(`Codec Crucible: ${benchmark.name}`)}\n`);
  stderr.write(
    `${style.faint(`clips ${clips}; ${evaluator.engine.name} ${evaluator.engine.version}`)}\n`,
  );
  stderr.write(`${style.faint(`baseline ${file}, ${grouped(source.length)} characters`)}\n`);
}

async function conclude({ workshop }: LocalBench, environment: Environment): Promise<void> {
  const { stderr, style, workingFolder } = environment;
  const lines = await leaderboardLines(workshop, style);
  const forge = path.join(environment.crucible, 'forge.git');
  const shown = path.relative(workingFolder, forge);
  const page = await writePage(workshop, environment, null);
  stderr.write(`\n${lines.join('\n')}\n\n`);
  stderr.write(`The lineage:  git -C ${shown} log main\n`);
  stderr.write(`A candidate:  git -C ${shown} diff main refs/pull/1/head\n`);
  stderr.write('Go on:        npm start          Start anew:  npm start -- --fresh\n');
  stderr.write(`The page:     ${page}\n`);
}
