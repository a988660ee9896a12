/** Reads a benchmark's folder: `benchmark.json` and the clips that it names. */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Benchmark, type BenchmarkClip, measurementDigest } from '../../domain/benchmark.ts';
import type { Evolve } from '../../domain/evolved.ts';
import { doubledName, jsonFault } from '../../domain/text/json-fault.ts';
import { plainLine } from '../../domain/text/plain-text.ts';
import { listed } from '../../domain/text/wording.ts';
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
  const names = await listBenchmarks(root);
  throw new BenchmarkError(
    `${nameOrPath}: no benchmark there (a folder with benchmark.json); there are ${names.join(', ') || 'none in benchmarks'}`,
  );
}

/** A benchmark, and what its file says beside: whether it is evolved unasked. No measurement depends on that. */
export interface LoadedBenchmark extends Benchmark {
  readonly evolve: Evolve;
}

/** Loads and checks a benchmark with all its clips. Throws BenchmarkError when anything is wrong. */
export async function loadBenchmark(nameOrPath: string, root: string): Promise<LoadedBenchmark> {
  const folder = await findBenchmark(nameOrPath, root);
  const name = path.basename(folder);
  const file = path.join(folder, 'benchmark.json');
  const shown = path.relative(root, file).replaceAll(path.sep, '/');
  if (!namePattern.test(name)) {
    throw new BenchmarkError(`${shown}: name its folder in lower-case letters, digits and dashes`);
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new BenchmarkError(`${shown}: cannot be read (${error.code}); make it a readable file`);
  });
  const content = checkForm(textOf(bytes, shown), shown);
  const clips = await Promise.all(
    content.clips.map(({ name: clipName }, i) => {
      const clipFile = path.join(folder, content.clips_folder, `${clipName}.y4m`);
      return readClip(clipName, clipFile, `${shown}: clips.${i}.name`);
    }),
  );
  const { objective, description, ladder, reference_encoder, evolve, limits, policy } = content;
  const measured = { objective, ladder, limits, clips: joinClips(content, clips) };
  return {
    name,
    description,
    reference_encoder,
    evolve,
    policy,
    ...measured,
    measurement_digest: measurementDigest(measured),
  };
}

/** The text of a file that has to be UTF-8 without a byte order mark, as JSON asks for. */
function textOf(bytes: Buffer, shown: string): string {
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const mend = `save it as UTF-8 (iconv -f ${wide} -t UTF-8 benchmark.json > utf8.json)`;
    throw new BenchmarkError(`${shown}: is ${wide}, not UTF-8; ${mend}`);
  }
  const text = bytes.toString('utf8');
  if (text.startsWith('\ufeff')) {
    const mend = 'save it as UTF-8 without one (tail -c +4 benchmark.json > plain.json)';
    throw new BenchmarkError(`${shown}: begins with a byte order mark (BOM, EF BB BF); ${mend}`);
  }
  return text;
}

/** By its mark, or by the zero bytes between the letters. */
function wideEncoding(bytes: Buffer): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  if (a === 0 && b === 0) return 'UTF-32BE';
  if (a === 0) return 'UTF-16BE';
  if (b === 0) return c === 0 ? 'UTF-32LE' : 'UTF-16LE';
  return null;
}

function checkForm(text: string, shown: string): BenchmarkFile {
  const fault = jsonFault(text);
  if (fault !== null) {
    const { line, column, needed, mend } = fault;
    const then = mend === null ? '' : `; ${mend}`;
    throw new BenchmarkError(
      `${shown}: is not JSON (line ${line}, column ${column}: ${needed} is needed)${then}`,
    );
  }
  const doubled = doubledName(text);
  if (doubled !== null) {
    const name = plainLine(doubled, 60);
    throw new BenchmarkError(`${shown}: ${name}: stands twice in one object; keep one of the two`);
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
  const bytes = await readFile(file).catch(async (error: NodeJS.ErrnoException) => {
    throw new BenchmarkError(`${shown}: ${await missingWords(name, file, error.code)}`);
  });
  const outcome = parseY4m(name, bytes);
  if (outcome.kind === 'clip') return outcome.clip;
  const { message, mend, offset } = outcome.fault;
  throw new BenchmarkError(`${shown}: ${name}.y4m, byte ${offset}: ${message}. ${mend}`);
}

/** Where a clip was looked for, and what is there. */
async function missingWords(name: string, file: string, code: string | undefined): Promise<string> {
  if (code !== 'ENOENT') {
    return `${name}.y4m cannot be read (${code}); put it there or set clips_folder`;
  }
  const folder = path.dirname(file);
  const there = await readdir(folder).catch(() => null);
  if (there === null) {
    const mend = folder.includes('\\')
      ? 'write clips_folder with / and not with \\'
      : 'set clips_folder to the folder of the clips, from benchmark.json on';
    return `${name}.y4m does not exist: there is no folder ${plainLine(path.basename(folder), 60)}; ${mend}`;
  }
  const clips = there.filter((each) => /\.y4m$/i.test(each)).map((each) => plainLine(each, 60));
  const found = clips.length === 0 ? '' : ` (there are ${listed(clips.sort())})`;
  return `${name}.y4m does not exist; put it there or set clips_folder${found}`;
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
