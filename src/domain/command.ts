/** What people can ask of the bot in a comment: the one table of commands, and their grammar. */

import { visibleLines } from './commands/visible-lines.ts';
import { plainLine } from './text/plain-text.ts';
import { slips } from './text/slips.ts';

/** Open candidates, closed ones of the bot, the dashboard issue, and everything else. */
export type Place = 'open' | 'closed' | 'dashboard' | 'elsewhere';

interface CommandEntry {
  readonly name: string;
  /** As help shows them; empty when there are none. */
  readonly args: string;
  /** One sentence. */
  readonly does: string;
  readonly where: readonly Exclude<Place, 'elsewhere'>[];
}

/** Every command. All of them need write access to the repository. */
export const commands = [
  {
    name: 'evaluate',
    args: '[sha]',
    does: "Evaluates the head and judges it against today's baseline; with a SHA, only that head.",
    where: ['open', 'closed'],
  },
  {
    name: 'repair',
    args: '',
    does: 'Lets Claude mend a failed candidate of the bot, as a new commit.',
    where: ['open', 'closed'],
  },
  {
    name: 'propose',
    args: '[benchmark] [idea ...]',
    does: 'Asks for another candidate, made after your idea if you give one.',
    where: ['open', 'dashboard'],
  },
  {
    name: 'explain',
    args: '',
    does: 'Gives the reasons of the verdict in more words.',
    where: ['open', 'closed'],
  },
  {
    name: 'merge',
    args: '<sha>',
    does: 'Merges exactly this commit (at least 7 hex digits) if it is held or accepted.',
    where: ['open'],
  },
  { name: 'hold', args: '', does: 'Keeps the candidate from being merged.', where: ['open'] },
  { name: 'unhold', args: '', does: 'Lifts the hold; the rules decide again.', where: ['open'] },
  { name: 'close', args: '', does: 'Gives up a candidate of the bot.', where: ['open'] },
  {
    name: 'pause',
    args: '',
    does: 'Stops the evolution until somebody resumes it.',
    where: ['open', 'dashboard'],
  },
  { name: 'resume', args: '', does: 'Ends the pause.', where: ['open', 'dashboard'] },
  {
    name: 'stats',
    args: '',
    does: 'Shows the numbers so far: verdicts, failures, cost.',
    where: ['open', 'dashboard'],
  },
  { name: 'help', args: '', does: 'Shows this table.', where: ['open', 'dashboard'] },
] as const satisfies readonly CommandEntry[];

export type CommandName = (typeof commands)[number]['name'];

export type Command =
  | { readonly name: Exclude<CommandName, 'evaluate' | 'propose' | 'merge'> }
  | {
      readonly name: 'propose';
      /** One of the names that were given; null leaves the choice to the bot. */
      readonly benchmark: string | null;
      /** One line of visible text, at most 500 characters. It is a person's: sanitise it like any other. */
      readonly idea: string | null;
    }
  /** 7 to 40 hex digits in lower case. */
  | { readonly name: 'merge'; readonly sha: string }
  /** The same; null for the head as it stands when the bot answers. */
  | { readonly name: 'evaluate'; readonly sha: string | null };

/** What one line of a comment, or the comment as a whole, asks for. */
export type Instruction =
  | { readonly kind: 'command'; readonly command: Command }
  /** `word` is letters only, as they were written. */
  | { readonly kind: 'misspelt'; readonly word: string; readonly meant: CommandName }
  | { readonly kind: 'wrong_arguments'; readonly name: CommandName; readonly why: ArgumentFault }
  /** Always the last; so many different instructions were left out. */
  | { readonly kind: 'too_many'; readonly ignored: number };

export type ArgumentFault = 'no_sha' | 'short_sha' | 'bad_sha';

/** Instructions that one comment may hold. */
export const mostInstructions = 5;

const longestIdea = 500;
/** A slash, letters, punctuation; then, after a space, the rest. Anything else with a slash is no command. */
const commandLine = /^ {0,3}\/([A-Za-z]{1,20})[.,;:!?\u2026]*(?:[ \t\u00a0](.*))?$/s;

/** The commands that may be used at a place, in the table's order. */
export function commandsAt(place: Place): readonly CommandName[] {
  return commands
    .filter(({ where }) => (where as readonly Place[]).includes(place))
    .map(({ name }) => name);
}

/**
 * What a comment asks for, in order; the same thing twice counts once. Text that only looks like a
 * command (paths, code, quotes) gives nothing. Never throws; linear in the comment's length.
 */
export function parseComment(body: string, benchmarks: readonly string[]): readonly Instruction[] {
  const found = new Map<string, Instruction>();
  for (const line of visibleLines(body)) {
    const [, word, rest = ''] = commandLine.exec(line) ?? [];
    const instruction = word === undefined ? null : parseLine(word, rest, benchmarks);
    if (instruction === null) continue;
    const key = JSON.stringify(instruction);
    if (!found.has(key)) found.set(key, instruction);
  }
  const instructions = [...found.values()];
  const ignored = instructions.length - mostInstructions;
  if (ignored <= 0) return instructions;
  return [...instructions.slice(0, mostInstructions), { kind: 'too_many', ignored }];
}

function parseLine(word: string, rest: string, benchmarks: readonly string[]): Instruction | null {
  const name = commands.find((command) => command.name === word.toLowerCase())?.name;
  switch (name) {
    case undefined: {
      const meant = nearestName(word.toLowerCase());
      return meant === null ? null : { kind: 'misspelt', word, meant };
    }
    case 'merge':
      return parseMerge(rest);
    case 'evaluate':
      return parseEvaluate(rest);
    case 'propose':
      return { kind: 'command', command: parsePropose(rest, benchmarks) };
    default:
      return { kind: 'command', command: { name } };
  }
}

function parseMerge(rest: string): Instruction {
  const sha = givenCommit(rest);
  if (sha === '') return wrongCommit('merge', 'no_sha');
  if (!/^[0-9a-f]{1,40}$/.test(sha)) return wrongCommit('merge', 'bad_sha');
  if (sha.length < 7) return wrongCommit('merge', 'short_sha');
  return { kind: 'command', command: { name: 'merge', sha } };
}

/** Words after it are let be, as everywhere; but what may have been meant as a commit has to be one. */
function parseEvaluate(rest: string): Instruction {
  const sha = givenCommit(rest);
  if (/^[0-9a-f]{7,40}$/.test(sha)) return { kind: 'command', command: { name: 'evaluate', sha } };
  if (/^[0-9a-f]{41,}$/.test(sha)) return wrongCommit('evaluate', 'bad_sha');
  if (/^(?=.*\d)[0-9a-f]{1,6}$/.test(sha)) return wrongCommit('evaluate', 'short_sha');
  return { kind: 'command', command: { name: 'evaluate', sha: null } };
}

function wrongCommit(name: CommandName, why: ArgumentFault): Instruction {
  return { kind: 'wrong_arguments', name, why };
}

/** The commit may stand in backticks or angle brackets, as the help shows it; words after it are let be. */
function givenCommit(rest: string): string {
  const given = firstWord(rest).replace(/^[`<]/, '');
  return trimEnd(given, /[`>.,;:!?]/).toLowerCase();
}

function parsePropose(rest: string, benchmarks: readonly string[]): Command {
  const first = firstWord(rest);
  const asked = trimEnd(first, /[.,;:!?]/).toLowerCase();
  const benchmark = benchmarks.find((name) => name.toLowerCase() === asked) ?? null;
  const words = benchmark === null ? rest : rest.trimStart().slice(first.length);
  const idea = plainLine(words.trimStart(), longestIdea);
  return { name: 'propose', benchmark, idea: idea === '' ? null : idea };
}

function firstWord(text: string): string {
  return /\S+/.exec(text)?.[0] ?? '';
}

/** Without the characters at the end that match. A loop: a pattern anchored at the end alone is quadratic. */
function trimEnd(text: string, char: RegExp): string {
  let end = text.length;
  while (end > 0 && char.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** The command that is a slip or two away; short words are too often something else. */
function nearestName(word: string): CommandName | null {
  if (word.length < 4) return null;
  const ranked = commands
    .map(({ name }) => ({ name, distance: slips(word, name) }))
    .filter(
      ({ name, distance }) =>
        distance === 1 || (distance === 2 && word.length >= 6 && name.length >= 7),
    )
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? null;
}
