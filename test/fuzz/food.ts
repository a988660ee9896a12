/** Programs that others wrote, for the fuzzer to run as they are and to change. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Food {
  /** Whole codecs: the shipped ones and those of the examples. */
  readonly codecs: readonly string[];
  /** The hostile corpus: whole programs, each with a trick. */
  readonly tricks: readonly string[];
  /** Programs of other test suites, without the two exports. */
  readonly foreign: readonly string[];
}

/** A conformance suite for parsers, where it is installed. */
const suite = path.join('node_modules', 'test262-parser-tests');
/** Larger programs are not eaten: most of them would only be too large. */
const mostBytes = 60_000;

/** `folders` are read beside what the project has; every .js file in them is eaten. */
export function readFood(folders: readonly string[]): Food {
  const benchmarks = readdirSync('benchmarks').map((name) => path.join('benchmarks', name));
  const codecs = benchmarks
    .map((folder) => path.join(folder, 'codec.js'))
    .filter((file) => existsSync(file));
  return {
    codecs: [...codecs, ...programsIn(path.join('examples', 'run'))].map(read),
    tricks: programsIn(path.join('test', 'hostile')).map(read),
    foreign: [...(existsSync(suite) ? [suite] : []), ...folders].flatMap(programsIn).map(read),
  };
}

function programsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size <= mostBytes)
    .sort();
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
