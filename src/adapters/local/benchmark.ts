/** Reads a benchmark's folder: `benchmark.json` and the clips that it names. */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Benchmark, type BenchmarkClip, measurementDigest } from '../../domain/benchmark.ts';
import { jsonFault } from '../../domain/text/json-fault.ts';
import { UsageError } from '../../domain/usage-error.ts';
import type { Clip } from '../../domain/video/frame.ts';
import { parseY4m } from '../../domain/video/y4m.ts';
import {
  type BenchmarkFile,
  benchmarkFileSchema,
  describeFaults,
  namePattern,
} from './benchmark-file.ts';

/** A benchmark that cannot be used. The message names file and field and says how to mend it. */
export class BenchmarkError extends UsageError {
  override readonly name = 'BenchmarkError';
}

/**
 * The folder of a benchmark. A bare name is that of a folder in `benchmarks`; anything with a slash,
 * and any other existing folder, is a path. Throws BenchmarkError when there is none.
 */
export async function findBenchmark(nameOrPath: string, root: string): Promise<string> {
  const shipped = path.join(root, 'benchmarks');
  const places = /[/\\]/.test(nameOrPath)
    ? [path.resolve(root, nameOrPath)]
    : [path.join(shipped, nameOrPath), path.resolve(root, nameOrPath)];
  const found = places.find((folder) => existsSync(path.join(folder, 'benchmark.json')));
  if (found !== undefined) return found;
  const entries = await readdir(shipped).catch(() => []);
  const names = entries.filter((name) => existsSync(path.join(shipped, name, 'benchmark.json')));
  throw new BenchmarkError(
    `${nameOrPath}: no benchmark there (a folder with benchmark.json); there are ${names.join(', ') || 'none in benchmarks'}`,
  );
}

/** Loads and checks a benchmark with all its clips. Throws BenchmarkError when anything is wrong. */
export async function loadBenchmark(nameOrPath: string, root: string): Promise<Benchmark> {
  const folder = await findBenchmark(nameOrPath, root);
  const name = path.basename(folder);
  const file = path.join(folder, 'benchmark.json');
  const shown = path.relative(root, file).replaceAll(path.sep, '/');
  if (!namePattern.test(name)) {
    throw new BenchmarkError(`${shown}: name its folder in lower-case letters, digits and dashes`);
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BenchmarkError(`${shown}: cannot be read (${error.code}); make it a readable file`);
  });
  const content = checkForm(text, shown);
  const clips = await Promise.all(
    content.clips.map(({ name: clipName }, i) => {
      const clipFile = path.join(folder, content.clips_folder, `${clipName}.y4m`);
      return readClip(clipName, clipFile, `${shown}: clips.${i}.name`);
    }),
  );
  const { objective, description, ladder, reference_encoder, limits, policy } = content;
  const measured = { objective, ladder, limits, clips: joinClips(content, clips) };
  return {
    name,
    description,
    reference_encoder,
    policy,
    ...measured,
    measurement_digest: measurementDigest(measured),
  };
}

function checkForm(text: string, shown: string): BenchmarkFile {
  const fault = jsonFault(text);
  if (fault !== null) {
    const { line, column, needed } = fault;
    throw new BenchmarkError(
      `${shown}: is not JSON (line ${line}, column ${column}: ${needed} is needed)`,
    );
  }
  const result = benchmarkFileSchema.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new BenchmarkError(
    describeFaults(result.error)
      .map((fault) => `${shown}: ${fault}`)
      .join('\n'),
  );
}

async function readClip(name: string, file: string, shown: string): Promise<Clip> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`;
    throw new BenchmarkError(`${shown}: ${name}.y4m ${why}; put it there or set clips_folder`);
  });
  const outcome = parseY4m(name, bytes);
  if (outcome.kind === 'clip') return outcome.clip;
  const { message, mend, offset } = outcome.fault;
  throw new BenchmarkError(`${shown}: ${name}.y4m, byte ${offset}: ${message}. ${mend}`);
}

function joinClips(content: BenchmarkFile, clips: readonly Clip[]): readonly BenchmarkClip[] {
  const clipAt = (i: number) => clips[i] as Clip;
  if (content.objective === 'lossy') {
    return content.clips.map(({ floor_bytes, windows, reference }, i) => ({
      clip: clipAt(i),
      floor_bytes,
      windows,
      reference,
    }));
  }
  return content.clips.map(({ floor_bytes, reference_bytes }, i) => ({
    clip: clipAt(i),
    floor_bytes,
    windows: null,
    reference: reference_bytes === null ? [] : [{ bytes: reference_bytes, psnr_yuv: null }],
  }));
}

/** Names of the benchmarks in the folder `benchmarks` of a checkout, sorted. */
export async function listBenchmarks(root: string): Promise<string[]> {
  const folder = path.join(root, 'benchmarks');
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => existsSync(path.join(folder, name, 'benchmark.json'))).sort();
}

/** Path of a benchmark's codec on the default branch. */
export function codecPathOf(name: string): string {
  return `benchmarks/${name}/codec.js`;
}
