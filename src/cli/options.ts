/** Reads the command line into one of a closed set of commands. */

import { parseArgs } from 'node:util';
import { benchmarkOfFile, benchmarkOfRun } from '../domain/default-benchmark.ts';

const flags = {
  benchmark: { type: 'string' },
  baseline: { type: 'string' },
  frame: { type: 'string' },
  proposer: { type: 'string', default: 'auto' },
  idea: { type: 'string' },
  model: { type: 'string', default: 'claude-sonnet-5-5' },
  'model-price': { type: 'string', default: '' },
  'max-usd-per-day': { type: 'string', default: '5' },
  'max-usd-per-candidate': { type: 'string', default: '0.50' },
  repairs: { type: 'string', default: '1' },
  record: { type: 'string' },
  cache: { type: 'string', default: '.crucible/cache' },
  'no-cache': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  html: { type: 'boolean', default: false },
  lineage: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  'early-stop': { type: 'boolean', default: false },
  table: { type: 'string', default: '' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  'ttl-days': { type: 'string' },
  github: { type: 'string' },
  jobs: { type: 'string', default: '0' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

type Flag = keyof typeof flags;

const ofClaude: readonly Flag[] = [
  'model',
  'model-price',
  'max-usd-per-day',
  'max-usd-per-candidate',
  'repairs',
];

/** Which flags each command takes, beside `--jobs` and `--help`. */
const takes: Readonly<Record<string, readonly Flag[]>> = {
  start: ['benchmark', 'fresh', 'all', ...ofClaude],
  evaluate: ['benchmark', 'baseline', 'frame', 'early-stop', 'json', 'cache', 'no-cache'],
  propose: ['benchmark', 'proposer', 'idea', 'record', ...ofClaude],
  replay: [],
  report: ['benchmark', 'json', 'html', 'lineage'],
  sync: ['benchmark', 'table', 'region', 'endpoint', 'ttl-days'],
  doctor: ['github'],
};

export interface CommonOptions {
  readonly benchmark: string;
  /** 0: one for each core. */
  readonly jobs: number;
}

export const proposerNames = ['auto', 'claude', 'mutation', 'shipped'] as const;
/** `auto` is Claude where there is a key, and mutations where there is none. */
export type ProposerName = (typeof proposerNames)[number];

/** Which model, and what it may cost. */
export interface ClaudeOptions {
  readonly model: string;
  /** `2/10`, or empty. */
  readonly modelPrice: string;
  /** In US dollars. */
  readonly maxUsdPerDay: number;
  readonly maxUsdPerCandidate: number;
  readonly repairs: number;
}

export interface ProposeOptions extends CommonOptions, ClaudeOptions {
  readonly proposer: ProposerName;
  readonly idea: string | null;
  /** Folder that the run is recorded into. */
  readonly record: string | null;
}

export interface StartOptions extends CommonOptions, ClaudeOptions {
  readonly fresh: boolean;
  readonly all: boolean;
}

export interface EvaluateOptions extends CommonOptions {
  readonly file: string;
  readonly baseline: string | null;
  /** Instead of an evaluation: one tiny clip, as an analysis prints it. */
  readonly frame: string | null;
  readonly earlyStop: boolean;
  readonly json: boolean;
  /** null: nothing is read from or written to a cache. */
  readonly cache: string | null;
}

export interface ReportOptions extends CommonOptions {
  readonly json: boolean;
  /** Whether the page is written instead: to this file, or where it stands by default. */
  readonly html: { readonly file: string | null } | null;
  /** Whether the lineage is written instead: into this folder, or that of the local forge. */
  readonly lineage: { readonly folder: string | null } | null;
}

export interface SyncOptions extends CommonOptions {
  readonly table: string;
  /** null: as AWS_REGION or the profile says. */
  readonly region: string | null;
  /** null: Amazon's own. */
  readonly endpoint: string | null;
  /** null: the table never drops a trial. */
  readonly ttlDays: number | null;
}

export interface DoctorOptions {
  /** The repository on GitHub that is checked; null: this machine is. */
  readonly github: { readonly owner: string; readonly repo: string } | null;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | ({ readonly kind: 'start' } & StartOptions)
  | ({ readonly kind: 'evaluate' } & EvaluateOptions)
  | ({ readonly kind: 'propose' } & ProposeOptions)
  | { readonly kind: 'replay'; readonly folder: string; readonly jobs: number }
  | ({ readonly kind: 'report' } & ReportOptions)
  | ({ readonly kind: 'sync' } & SyncOptions)
  | ({ readonly kind: 'doctor' } & DoctorOptions);

/** Parses the words after the program's name; everything wrong comes back as `wrong`, with the mend. */
export function parseCommand(words: readonly string[]): Command {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    return wrong((error as Error).message.replace(/\. To specify a positional.*$/s, ''));
  }
  const { values, positionals, tokens } = parsed;
  const [name, ...rest] = positionals;
  if (values.help || name === 'help') return { kind: 'help' };
  if (name === undefined) return wrong(`no command given; one of ${Object.keys(takes).join(', ')}`);
  const allowed = takes[name];
  if (!allowed) return wrong(`unknown command '${name}'; one of ${Object.keys(takes).join(', ')}`);
  for (const token of tokens) {
    if (token.kind !== 'option' || ['jobs', 'help'].includes(token.name)) continue;
    if (!allowed.includes(token.name as Flag)) return wrong(`${name} takes no --${token.name}`);
  }
  if (!/^\d{1,3}$/.test(values.jobs))
    return wrong(`--jobs ${values.jobs} is not a number of threads`);
  // A frame that an analysis names may be of any benchmark: it gets the widest limits.
  const judged = name === 'evaluate' && values.frame === undefined;
  const unnamed = judged ? benchmarkOfFile : benchmarkOfRun;
  const common = { benchmark: values.benchmark ?? unnamed, jobs: Number(values.jobs) };
  if (name === 'evaluate') return evaluateCommand(rest, values, common);
  if (name === 'report' && (values.html || values.lineage)) {
    return writtenReport(rest, values, common);
  }
  if (name === 'replay') {
    const [folder, ...more] = rest;
    if (folder === undefined) return wrong('replay needs the FOLDER of a recorded run');
    if (more.length > 0) return wrong(`replay takes one FOLDER; '${more[0]}' is too much`);
    return { kind: 'replay', folder, jobs: common.jobs };
  }
  if (rest.length > 0) return wrong(`${name} takes no argument; '${rest[0]}' is too much`);
  return plainCommand(name, values, common);
}

type Values = ReturnType<typeof parse>['values'];

function evaluateCommand(files: string[], values: Values, common: CommonOptions): Command {
  const [file, ...more] = files;
  if (file === undefined) return wrong('evaluate needs the FILE to evaluate: evaluate my-codec.js');
  if (more.length > 0) return wrong(`evaluate takes one FILE; '${more[0]}' is too much`);
  return {
    kind: 'evaluate',
    ...common,
    file,
    baseline: values.baseline ?? null,
    frame: values.frame ?? null,
    earlyStop: values['early-stop'],
    json: values.json,
    cache: values['no-cache'] ? null : values.cache,
  };
}

/** What `report` writes instead of printing. */
function writtenReport(places: string[], values: Values, common: CommonOptions): Command {
  const flagsGiven = (['json', 'html', 'lineage'] as const).filter((flag) => values[flag]);
  if (flagsGiven.length > 1) {
    return wrong(`report takes ${flagsGiven.map((flag) => `--${flag}`).join(' or ')}, not both`);
  }
  const [place = null, ...more] = places;
  const [flag, noun] = values.html ? ['--html', 'FILE'] : ['--lineage', 'FOLDER'];
  if (more.length > 0) return wrong(`report ${flag} takes one ${noun}; '${more[0]}' is too much`);
  const report = { kind: 'report', ...common, json: false } as const;
  if (values.html) return { ...report, html: { file: place }, lineage: null };
  return { ...report, html: null, lineage: { folder: place } };
}

function plainCommand(name: string, values: Values, common: CommonOptions): Command {
  switch (name) {
    case 'start': {
      const claude = claudeOptions(values);
      if ('why' in claude) return wrong(claude.why);
      return { kind: 'start', ...common, ...claude, fresh: values.fresh, all: values.all };
    }
    case 'report':
      return { kind: 'report', ...common, json: values.json, html: null, lineage: null };
    case 'sync':
      return syncOptions(values, common);
    case 'propose': {
      const claude = claudeOptions(values);
      if ('why' in claude) return wrong(claude.why);
      const proposer = proposerNames.find((each) => each === values.proposer);
      if (proposer === undefined) {
        return wrong(
          `--proposer ${values.proposer} is not known; one of ${proposerNames.join(', ')}`,
        );
      }
      const { idea = null, record = null } = values;
      return { kind: 'propose', ...common, ...claude, proposer, idea, record };
    }
    default:
      return doctorOptions(values.github);
  }
}

function syncOptions(values: Values, common: CommonOptions): Command {
  const { table, region = null, endpoint = null, 'ttl-days': days = null } = values;
  if (table === '') return wrong('sync needs the table to write to: --table NAME');
  if (days !== null && !/^[1-9]\d{0,4}$/.test(days)) {
    return wrong(`--ttl-days ${days} is not a number of days`);
  }
  const ttlDays = days === null ? null : Number(days);
  return { kind: 'sync', ...common, table, region, endpoint, ttlDays };
}

function doctorOptions(github: string | undefined): Command {
  if (github === undefined) return { kind: 'doctor', github: null };
  const [, owner, repo] = /^([\w-]+)\/([\w.-]+)$/.exec(github) ?? [];
  if (owner === undefined || repo === undefined) {
    return wrong(`--github ${github} is not of the form OWNER/NAME`);
  }
  return { kind: 'doctor', github: { owner, repo } };
}

function claudeOptions(values: Values): ClaudeOptions | { readonly why: string } {
  const amounts = ['max-usd-per-day', 'max-usd-per-candidate'] as const;
  for (const name of amounts) {
    if (!/^\d{1,6}(\.\d{1,6})?$/.test(values[name])) {
      return { why: `--${name} ${values[name]} is not an amount in dollars, such as 0.50` };
    }
  }
  if (!/^\d{1,2}$/.test(values.repairs)) {
    return { why: `--repairs ${values.repairs} is not a number of attempts` };
  }
  return {
    model: values.model,
    modelPrice: values['model-price'],
    maxUsdPerDay: Number(values['max-usd-per-day']),
    maxUsdPerCandidate: Number(values['max-usd-per-candidate']),
    repairs: Number(values.repairs),
  };
}

/** `--html=FILE` is `--html FILE`, as `--lineage`: what may be left out parseArgs does not know. */
function parse(words: readonly string[]) {
  const args = words.flatMap((word) => {
    const [, flag, place] = /^(--html|--lineage)=(.*)$/s.exec(word) ?? [];
    return flag === undefined || place === undefined ? [word] : [flag, place];
  });
  return parseArgs({ args, options: flags, allowPositionals: true, tokens: true });
}

function wrong(why: string): Command {
  return { kind: 'wrong', why };
}
