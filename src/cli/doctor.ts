/** `crucible doctor`: checks that everything needed is there, and names what is missing. */

import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadBenchmark } from '../adapters/local/benchmark.ts';
import { gitVersion } from '../adapters/local/git.ts';
import { QuickJsSandbox } from '../adapters/quickjs/sandbox.ts';
import { smokeCases } from '../domain/video/smoke.ts';
import type { Environment } from './environment.ts';

/** Each check gives what it found; what it throws is what is missing. */
type Check = () => Promise<string>;

const oldestNode = [20, 12] as const;

/** Runs every check; 0 when all are well, 1 otherwise. */
export async function doctorCommand({ home, stdout, style }: Environment): Promise<number> {
  const names = await readdir(path.join(home, 'benchmarks'));
  const benchmarks = names.filter((name) => name !== 'clips');
  const checks: [string, Check][] = [
    ['Node.js', checkNode],
    ['git', async () => gitVersion()],
    ['sandbox', () => checkSandbox(home)],
    ...benchmarks.map((name): [string, Check] => [name, () => checkBenchmark(name, home)]),
  ];
  let missing = 0;
  for (const [name, check] of checks) {
    const found = await check().then(
      (text) => `${style.good('ok')}       ${name}: ${text}`,
      (error: unknown) => {
        missing += 1;
        const text = error instanceof Error ? error.message : String(error);
        return `${style.bad('missing')}  ${name}: ${text}`;
      },
    );
    stdout.write(`${found}\n`);
  }
  return missing === 0 ? 0 : 1;
}

async function checkNode(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = oldestNode;
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    throw new Error(
      `${process.version} is too old; ${oldestNode.join('.')} is needed (nodejs.org)`,
    );
  }
  return `${process.version}, ${os.availableParallelism()} cores`;
}

async function checkBenchmark(name: string, home: string): Promise<string> {
  const { clips, ladder } = await loadBenchmark(name, home);
  return `${clips.length} clips, ${ladder.length} qualities`;
}

/** Runs a codec that stores the frame on the smoke cases: process, thread and engine must work. */
async function checkSandbox(home: string): Promise<string> {
  const benchmark = await loadBenchmark('lossless', home);
  const sandbox = new QuickJsSandbox(1);
  const source =
    'export const compressFrame = (frame) => frame.data; export const decompressFrame = (bytes) => bytes;';
  try {
    const cases = smokeCases(benchmark);
    const outcomes = await sandbox.run({ source, cases, limits: benchmark.limits, exact: true });
    const failed = outcomes.find((outcome) => outcome.kind === 'failed');
    if (failed) throw new Error(`a codec that works fails: ${JSON.stringify(failed.faults[0])}`);
    return `${sandbox.engine.name} ${sandbox.engine.version}, ${outcomes.length} cases run`;
  } finally {
    await sandbox.close();
  }
}
