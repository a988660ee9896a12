/** What the command line takes from the machine, read once and handed inward as plain values. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Style } from '../render/style.ts';
import { type Screen, styleOf } from './progress.ts';

export interface Environment {
  /** Where benchmarks/ and examples/ are: the checkout that the bundle belongs to. */
  readonly home: string;
  /** Where relative paths begin. */
  readonly workingFolder: string;
  /** The folder of the local forge, its cache and its ledger. */
  readonly crucible: string;
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly style: Style;
  /** Milliseconds; for what people read, never for a verdict. */
  readonly now: () => number;
  /** Milliseconds; what commits are stamped with. */
  readonly stamp: () => number;
  /** ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL; null and Anthropic's own when they are not set. */
  readonly apiKey: string | null;
  readonly apiBaseUrl: string | null;
  readonly github: GitHubEnvironment;
}

/** By the names that a runner has for them. */
export interface GitHubEnvironment {
  /** Empty when there is none. */
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** Milliseconds between two requests that write. */
  readonly writeInterval: number;
}

export function readEnvironment(): Environment {
  const { stdout, stderr, env } = process;
  return {
    home: findHome(path.dirname(fileURLToPath(import.meta.url))),
    workingFolder: process.cwd(),
    crucible: path.join(process.cwd(), '.crucible'),
    stdout,
    stderr,
    style: styleOf(stderr, (env.NO_COLOR ?? '') !== ''),
    now: Date.now,
    stamp: Date.now,
    apiKey: env.ANTHROPIC_API_KEY || null,
    apiBaseUrl: env.ANTHROPIC_BASE_URL || null,
    github: {
      token: env.GITHUB_TOKEN ?? '',
      apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
      serverUrl: env.GITHUB_SERVER_URL || 'https://github.com',
      writeInterval: intervalOf(env.CRUCIBLE_WRITE_INTERVAL),
    },
  };
}

/** What GitHub asks for, unless somebody says otherwise. */
function intervalOf(text = ''): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : 1000;
}

/** The nearest folder above the bundle that holds benchmarks. */
function findHome(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(path.join(folder, 'benchmarks')) || parent === folder
    ? folder
    : findHome(parent);
}

/** A benchmark's name means a shipped one; a path begins at the working folder. */
export function benchmarkRoot(nameOrPath: string, { home, workingFolder }: Environment): string {
  return /[/\\]/.test(nameOrPath) ? workingFolder : home;
}
