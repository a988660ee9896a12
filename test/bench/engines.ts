/** (a), (b), (i): an evaluation against the bare engine, on one core and on two, and the far anchors. */

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBenchmark } from '../../src/adapters/local/benchmark.ts';
import { QuickJsSandbox } from '../../src/adapters/quickjs/sandbox.ts';
import type { Benchmark } from '../../src/domain/benchmark.ts';
import { type CaseSpec, casesOf } from '../../src/domain/outcome.ts';
import { quickCodecs } from '../support/quick-codecs.ts';
import type { BareJob, BareResult } from './bare-engine.ts';
import { against, type Figure, figure, median, telling, timed } from './figures.ts';

export interface EngineWork {
  readonly name: string;
  readonly benchmark: Benchmark;
  readonly source: string;
  readonly cases: readonly CaseSpec[];
}

/** Both benchmarks, their clips whole. */
export async function engineWorks(root: string): Promise<readonly [EngineWork, EngineWork]> {
  const workOf = async (name: keyof typeof quickCodecs): Promise<EngineWork> => {
    const benchmark = await loadBenchmark(name, root);
    const source = readFileSync(path.join(root, quickCodecs[name]), 'utf8');
    return { name, benchmark, source, cases: casesOf(benchmark) };
  };
  return [await workOf('lossless'), await workOf('lossy')];
}

export async function benchEngines(
  works: readonly EngineWork[],
  rounds: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const work of works) figures.push(...(await benchOne(work, rounds)));
  return figures;
}

async function benchOne(work: EngineWork, rounds: number): Promise<Figure[]> {
  const bare = [bareEngine(), bareEngine()] as const;
  const one = new QuickJsSandbox(1);
  const two = new QuickJsSandbox(2);
  const evaluate = (sandbox: QuickJsSandbox) => timed(() => runAll(sandbox, work));
  try {
    // The first run of each compiles the engine.
    for (const sandbox of [one, two])
      await sandbox.run({ ...jobOf(work), cases: work.cases.slice(0, 2) });
    for (const engine of bare) await engine.run({ ...work, cases: work.cases.slice(0, 1) });
    const alone = await against(
      rounds,
      () => evaluate(one),
      () => engineTime(bare[0], work),
    );
    const pair = await against(
      rounds,
      () => evaluate(two),
      async () => {
        // Two engines side by side, each with all the work: together they do it twice.
        const times = await Promise.all(bare.map((engine) => engineTime(engine, work)));
        return Math.max(...times) / 2;
      },
    );
    const v8 = v8Time(work);
    return [
      figure(`${work.name}: evaluation / bare engine, one core`, 'ratio', alone.ratios),
      figure(`${work.name}: evaluation / bare engines, two cores`, 'ratio', pair.ratios),
      telling(
        `${work.name}: one core / two cores`,
        'ratio',
        alone.one.map((t, i) => t / (pair.one[i] ?? t)),
      ),
      telling(
        `${work.name}: bare engine / V8`,
        'ratio',
        alone.other.map((t) => t / v8),
      ),
      figure(`${work.name}: evaluation, one core`, 'ms', alone.one),
    ];
  } finally {
    for (const sandbox of [one, two]) await sandbox.close();
    for (const engine of bare) engine.stop();
  }
}

function jobOf({ source, benchmark, cases }: EngineWork) {
  const exact = benchmark.objective === 'lossless';
  return { source, cases, limits: benchmark.limits, exact, longestFirst: true };
}

async function runAll(sandbox: QuickJsSandbox, work: EngineWork): Promise<void> {
  let total = 0;
  for (const outcome of await sandbox.run(jobOf(work))) {
    if (outcome.kind === 'failed') throw new Error(`${work.name}: ${JSON.stringify(outcome)}`);
    total += outcome.measurement.bytes;
  }
  assertSameWork(work, total);
}

export async function engineTime(engine: BareEngine, work: EngineWork): Promise<number> {
  const { source, cases } = work;
  const { milliseconds, bytes } = await engine.run({ source, cases });
  assertSameWork(work, bytes);
  return milliseconds;
}

const bytesOf = new Map<string, number>();

/** Engines that do not compress to the same bytes were not given the same frames. */
function assertSameWork({ name }: EngineWork, bytes: number): void {
  const before = bytesOf.get(name) ?? bytes;
  if (before !== bytes) throw new Error(`${name}: ${bytes} bytes, and ${before} before`);
  bytesOf.set(name, bytes);
}

export interface BareEngine {
  run(job: BareJob): Promise<BareResult>;
  stop(): void;
}

export interface Host {
  /** The Node that runs it; this one by default. */
  readonly execPath?: string;
  /** Flags of V8; those of the evaluator by default. */
  readonly flags?: readonly string[];
  /** A package with another build of the engine. */
  readonly build?: string;
}

export function bareEngine({ execPath, flags = ['--no-liftoff'], build }: Host = {}): BareEngine {
  const child: ChildProcess = fork(
    fileURLToPath(new URL('./bare-engine.js', import.meta.url)),
    build === undefined ? [] : [build],
    {
      ...(execPath === undefined ? {} : { execPath }),
      execArgv: [...flags, '--stack-size=8000'],
      serialization: 'advanced',
    },
  );
  return {
    run: ({ source, cases }) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number) => reject(new Error(`the bare engine ended: ${code}`));
        child.once('exit', onExit);
        child.once('message', (result) => {
          child.off('exit', onExit);
          resolve(result as BareResult);
        });
        child.send({ source, cases });
      }),
    stop: () => void child.kill(),
  };
}

/** The same calls under V8 with its compilers, the middle of three runs: not deterministic, and not confined. */
function v8Time(work: EngineWork): number {
  const { source, cases } = work;
  const script = fileURLToPath(new URL('./v8-engine.js', import.meta.url));
  const clips = cases.map(({ clip, quality }) => ({
    ...{ quality, width: clip.width, height: clip.height },
    frames: clip.frames.map((frame) => Buffer.from(frame).toString('base64')),
  }));
  const input = JSON.stringify({ source, clips });
  const times = Array.from({ length: 3 }, () => {
    const { stdout, status, stderr } = spawnSync(process.execPath, [script], {
      input,
      maxBuffer: 1e8,
    });
    if (status !== 0) throw new Error(`V8: ${stderr}`);
    const { milliseconds, bytes }: BareResult = JSON.parse(stdout.toString());
    assertSameWork(work, bytes);
    return milliseconds;
  });
  return median(times);
}
