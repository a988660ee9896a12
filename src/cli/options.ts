/** Reads the command line into one of a closed set of commands. */

import { parseArgs } from 'node:util';

const flags = {
  benchmark: { type: 'string', default: 'lossless' },
  baseline: { type: 'string' },
  proposer: { type: 'string', default: 'mutation' },
  cache: { type: 'string', default: '.crucible/cache' },
  'no-cache': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  jobs: { type: 'string', default: '0' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

type Flag = keyof typeof flags;

/** Which flags each command takes, beside `--jobs` and `--help`. */
const takes: Readonly<Record<string, readonly Flag[]>> = {
  start: ['benchmark', 'fresh', 'all'],
  evaluate: ['benchmark', 'baseline', 'json', 'cache', 'no-cache'],
  propose: ['benchmark', 'proposer'],
  report: ['benchmark', 'json'],
  doctor: [],
};

export interface CommonOptions {
  readonly benchmark: string;
  /** 0: one for each core. */
  readonly jobs: number;
}

export type ProposerName = 'shipped' | 'mutation';

export interface StartOptions extends CommonOptions {
  readonly fresh: boolean;
  readonly all: boolean;
}

export interface EvaluateOptions extends CommonOptions {
  readonly file: string;
  readonly baseline: string | null;
  readonly json: boolean;
  /** null: nothing is read from or written to a cache. */
  readonly cache: string | null;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | ({ readonly kind: 'start' } & StartOptions)
  | ({ readonly kind: 'evaluate' } & EvaluateOptions)
  | ({ readonly kind: 'propose'; readonly proposer: ProposerName } & CommonOptions)
  | ({ readonly kind: 'report'; readonly json: boolean } & CommonOptions)
  | { readonly kind: 'doctor' };

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
  const common = { benchmark: values.benchmark, jobs: Number(values.jobs) };
  if (name === 'evaluate') return evaluateCommand(rest, values, common);
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
    json: values.json,
    cache: values['no-cache'] ? null : values.cache,
  };
}

function plainCommand(name: string, values: Values, common: CommonOptions): Command {
  switch (name) {
    case 'start':
      return { kind: 'start', ...common, fresh: values.fresh, all: values.all };
    case 'report':
      return { kind: 'report', ...common, json: values.json };
    case 'propose': {
      const { proposer } = values;
      if (proposer !== 'shipped' && proposer !== 'mutation') {
        return wrong(`--proposer ${proposer} is not known; one of shipped, mutation`);
      }
      return { kind: 'propose', ...common, proposer };
    }
    default:
      return { kind: 'doctor' };
  }
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], options: flags, allowPositionals: true, tokens: true });
}

function wrong(why: string): Command {
  return { kind: 'wrong', why };
}
