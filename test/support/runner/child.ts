/** A step's child process, and the files and lines through which it speaks to the runner. */

import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from './record.ts';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No step of a test may take longer, in milliseconds. */
const deadline = 300_000;

/** Runs a program with exactly this environment. */
export function runChild(
  argv: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: deadline,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}

/** What a step wrote into its command files. */
export interface Spoken {
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  /** What the runner says of files that it does not take. */
  readonly errors: readonly string[];
  /** Whether one of them fails the step. */
  readonly breaks: boolean;
}

const files = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'];
const longestSummary = 1024 * 1024;
/** Names that GITHUB_ENV may not set. */
const blocked = ['NODE_OPTIONS'];

/** Makes the command files of one step; the values are for its environment. */
export async function commandFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true });
  const made = files.map((name) => [name, path.join(folder, name.toLowerCase())] as const);
  await Promise.all(made.map(([, file]) => writeFile(file, '')));
  return Object.fromEntries(made);
}

/** As actions/runner v2.336 (258d6c8), FileCommandManager.cs. */
export async function readCommandFiles(made: Readonly<Record<string, string>>): Promise<Spoken> {
  const text = (name: string) => readFile(made[name] ?? '', 'utf8');
  const [outputs, env] = [
    keyValues(await text('GITHUB_OUTPUT')),
    keyValues(await text('GITHUB_ENV')),
  ];
  const unread = [...refusal('output', outputs), ...refusal('env', env)];
  const stopped = Object.keys(env.values).filter((name) => blocked.includes(name.toUpperCase()));
  const summary = await text('GITHUB_STEP_SUMMARY');
  const size = Buffer.byteLength(summary);
  const tooLong = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${longestSummary / 1024}k, got ${Math.floor(size / 1024)}k.`;
  return {
    outputs: outputs.values,
    env: Object.fromEntries(Object.entries(env.values).filter(([name]) => !stopped.includes(name))),
    path: (await text('GITHUB_PATH')).split('\n').filter((line) => line !== ''),
    summary: size > longestSummary ? '' : summary,
    errors: [
      ...unread,
      ...stopped.map((name) => `Can't store ${name} output parameter using '$GITHUB_ENV' command.`),
      ...(size > longestSummary ? [tooLong] : []),
    ],
    breaks: unread.length > 0,
  };
}

interface Pairs {
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong with the rest; null when all could be read. */
  readonly fault: string | null;
}

function refusal(name: string, { fault }: Pairs): string[] {
  if (fault === null) return [];
  return [`Unable to process file command '${name}' successfully.`, fault];
}

/** `name=value` lines, and `name<<DELIMITER` blocks, up to the first that is neither. */
function keyValues(text: string): Pairs {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === '') continue;
    const [, key, kind, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (key === undefined || rest === undefined) {
      return { values, fault: `Invalid format '${line}'` };
    }
    if (kind === '=') {
      values[key] = rest;
      continue;
    }
    if (key === '' || rest === '') {
      const fault = `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`;
      return { values, fault };
    }
    const end = lines.indexOf(rest, i + 1);
    if (end < 0) {
      return { values, fault: `Invalid value. Matching delimiter not found '${rest}'` };
    }
    values[key] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return { values, fault: null };
}

/** The workflow commands among the lines that a step printed. */
export function commandsIn(stdout: string): Command[] {
  const found = stdout.matchAll(/^\s*::([a-z-]+)(?: ([^\n]*?))?::([^\n]*)$/gm);
  return [...found].map(([, name, list, message]) => ({
    name: name as string,
    properties: Object.fromEntries(
      (list ?? '').split(',').flatMap((pair) => {
        const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
        return key === undefined ? [] : [[key.trim(), unescaped(value ?? '')]];
      }),
    ),
    message: unescaped(message ?? ''),
  }));
}

/** A message as a workflow command carries it, on one line. */
export function escapedMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function unescaped(text: string): string {
  const signs = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',', '25': '%' } as const;
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: keyof typeof signs) => signs[code]);
}
