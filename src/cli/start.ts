/** `crucible start` and `crucible propose`: the whole loop on this machine. */

import { rm } from 'node:fs/promises';
import path from 'node:path';
import { MutationProposer } from '../adapters/local/mutation-proposer.ts';
import { evolve } from '../flows/evolve.ts';
import { grouped } from '../render/quantity.ts';
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
  const folder = crucibleFolder(environment);
  if (options.fresh) await rm(folder, { recursive: true, force: true });
  const bench = await openLocalBench(options, environment);
  try {
    await introduce(bench, environment);
    const shipped = await evolve(bench.workshop, bench.shippedRun, Number.POSITIVE_INFINITY);
    if (shipped.length === 0 && !options.all) {
      await evolve(bench.workshop, new MutationProposer(), roundsAfterDemo);
    }
    await conclude(bench, environment);
    return 0;
  } finally {
    await bench.close();
  }
}

/** One candidate by the named proposer, carried to its verdict. */
export async function proposeCommand(
  options: CommonOptions & { readonly proposer: ProposerName },
  environment: Environment,
): Promise<number> {
  const bench = await openLocalBench(options, environment);
  try {
    const proposer = options.proposer === 'shipped' ? bench.shippedRun : new MutationProposer();
    await evolve(bench.workshop, proposer, 1);
    return 0;
  } finally {
    await bench.close();
  }
}

async function introduce({ workshop }: LocalBench, { stderr, style }: Environment): Promise<void> {
  const { benchmark, sandbox, forge, path: file } = workshop;
  const { source } = await forge.baseline(file);
  const clips = benchmark.clips.map(({ clip }) => clip.name).join(', ');
  stderr.write(`${style.strong(`Codec Crucible: ${benchmark.name}`)}\n`);
  stderr.write(
    `${style.faint(`clips ${clips}; ${sandbox.engine.name} ${sandbox.engine.version}`)}\n`,
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
