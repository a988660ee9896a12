/** `crucible start` and `crucible propose`: the whole loop on this machine. */

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { lockFolder } from '../adapters/local/lock.ts';
import { MutationProposer } from '../adapters/local/mutation-proposer.ts';
import { grouped } from '../domain/text/wording.ts';
import { evolve } from '../flows/evolve.ts';
import type { Environment } from './environment.ts';
import { crucibleFolder, type LocalBench, openLocalBench } from './local-bench.ts';
import type { CommonOptions, ProposerName, StartOptions } from './options.ts';
import { leaderboardLines } from './report.ts';

/** New candidates that a run tries once the shipped ones have been played. */
const roundsAfterDemo = 3;

/** Plays what is left of the shipped run and ends; when nothing is left, tries three mutations. */
export async function startCommand(
  options: StartOptions,
  environment: Environment,
): Promise<number> {
  return work(options, environment, async (bench) => {
    await introduce(bench, environment);
    const shipped = await evolve(bench.workshop, bench.shippedRun, Number.POSITIVE_INFINITY);
    if (shipped.length === 0 && !options.all) {
      await evolve(bench.workshop, new MutationProposer(), roundsAfterDemo);
    }
    await conclude(bench, environment);
  });
}

/** One candidate by the named proposer, carried to its verdict. */
export async function proposeCommand(
  options: CommonOptions & { readonly proposer: ProposerName },
  environment: Environment,
): Promise<number> {
  return work({ ...options, fresh: false }, environment, async ({ workshop, shippedRun }) => {
    const proposer = options.proposer === 'shipped' ? shippedRun : new MutationProposer();
    await evolve(workshop, proposer, 1);
  });
}

/** Opens the forge for this process alone, and closes everything at the end, whatever comes. */
async function work(
  options: CommonOptions & { readonly fresh: boolean },
  environment: Environment,
  act: (bench: LocalBench) => Promise<void>,
): Promise<number> {
  const folder = crucibleFolder(environment);
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
  const forge = path.join(crucibleFolder(environment), 'forge.git');
  const shown = path.relative(workingFolder, forge);
  stderr.write(`\n${lines.join('\n')}\n\n`);
  stderr.write(`The lineage:  git -C ${shown} log main\n`);
  stderr.write(`A candidate:  git -C ${shown} diff main refs/pull/1/head\n`);
  stderr.write('Go on:        npm start          Start anew:  npm start -- --fresh\n');
}
