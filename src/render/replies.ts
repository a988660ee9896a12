/** Everything the bot says in answer to a command. Each reply is a whole comment, in Markdown. */

import {
  type ArgumentFault,
  type CommandName,
  commands,
  commandsAt,
  mostInstructions,
  type Place,
} from '../domain/command.ts';
import { shortDigest } from '../domain/digest.ts';
import type { Hindrance } from '../domain/hindrance.ts';
import { count, listed } from '../domain/text/wording.ts';
import type { Status } from '../domain/trial/trial.ts';
import { hindranceBlocks, hindranceWords } from './blocked.ts';
import { codeSpan, inlineText, joinBlocks, table } from './markdown.ts';
import { oneLine } from './sanitize.ts';

const placeWords: Readonly<Record<Exclude<Place, 'elsewhere'>, string>> = {
  open: 'open candidates',
  closed: "the bot's closed ones",
  dashboard: 'the dashboard issue',
};

const hereWords: Readonly<Record<Place, string>> = {
  open: 'on an open candidate',
  closed: 'on a closed pull request',
  dashboard: 'on the dashboard issue',
  elsewhere: 'here',
};

/** The table of all commands, for the README and for `/help`. */
export function commandTable(): string {
  return table(
    [
      { title: 'Command', align: 'left' },
      { title: 'What it does', align: 'left' },
      { title: 'Where', align: 'left' },
    ],
    commands.map(({ name, args, does }) => [
      codeSpan(`/${name} ${args}`),
      inlineText(does),
      inlineText(whereWords(name)),
    ]),
  );
}

export function helpReply(): string {
  return joinBlocks([
    'A command is the first word of a line in a new comment by somebody with write access; edits, code and ' +
      `quotes do not count. One comment may hold ${mostInstructions}; they run in order.`,
    commandTable(),
  ]);
}

export function misspeltReply(word: string, meant: CommandName): string {
  return `There is no command ${codeSpan(`/${oneLine(word, 40)}`)}. Did you mean ${command(meant)}? Edits are not read, so please write it in a new comment.`;
}

/** `headSha` is the pull request's head, null where there is none. */
export function wrongArgumentsReply(
  name: CommandName,
  why: ArgumentFault,
  headSha: string | null,
): string {
  const mend =
    headSha === null
      ? `Write ${codeSpan(`/${name} <sha>`)} with the SHA of the head.`
      : `The head is now ${commit(headSha)}: look at it, and write ${commandOn(name, headSha)} if you mean that one.`;
  return `${faultWords[why](command(name))} ${mend}`;
}

const faultWords: Readonly<Record<ArgumentFault, (asked: string) => string>> = {
  no_sha: (asked) =>
    `${asked} needs the commit that you looked at, so that nothing newer is merged by accident.`,
  short_sha: (asked) => `${asked} needs at least 7 hex digits of the commit.`,
  bad_sha: (asked) => `What follows ${asked} must be the SHA of a commit, 7 to 40 hex digits.`,
};

export function tooManyReply(ignored: number): string {
  const rest = ignored === 1 ? 'the last one was' : `the last ${ignored} were`;
  return `One comment may hold ${count(mostInstructions, 'command')}; ${rest} not run. Please write a new comment with what is left.`;
}

/** For somebody without write access. */
export function refusalReply(login: string): string {
  return `Sorry, ${person(login)}: commands are for people with write access to this repository. Anybody who has it can write the same comment for you.`;
}

export function notUsableReply(name: CommandName, place: Place): string {
  const usable = commandsAt(place).map(command);
  return joinBlocks([
    `${command(name)} does nothing ${hereWords[place]}; it is for ${whereWords(name)}.`,
    usable.length === 0
      ? null
      : `What works ${hereWords[place]}: ${listed(usable, usable.length)}.`,
  ]);
}

/** `named` is what the command named, `headSha` what stands there. */
export function staleShaReply(name: 'evaluate' | 'merge', named: string, headSha: string): string {
  return `The head is now ${commit(headSha)}; you named ${commit(named)}. Look at it, and write ${commandOn(name, headSha)} if you mean that one.`;
}

export type NothingToMerge =
  | 'no_verdict'
  /** The verdict was against a baseline that is no longer the baseline. */
  | 'stale'
  | Exclude<Status, 'accepted' | 'held'>;

export function nothingToMergeReply(why: NothingToMerge, headSha: string): string {
  return `Not merged: ${nothingWords[why](commit(headSha))}`;
}

const nothingWords: Readonly<Record<NothingToMerge, (head: string) => string>> = {
  no_verdict: (head) =>
    `${head} has no verdict yet. \`/evaluate\` asks for one; when it is held or accepted, write \`/merge\` again.`,
  stale: (head) =>
    `the verdict on ${head} is against an older baseline. \`/evaluate\` has it judged against today's.`,
  rejected: (head) =>
    `${head} works, but is not better than the baseline. A new commit may be, or \`/evaluate\` judges this one against today's baseline.`,
  failed: (head) =>
    `${head} does not work; the review says why. A new commit can mend it; for a candidate of the bot, \`/repair\` lets Claude do that.`,
  error: (head) =>
    `the bot could not finish the trial of ${head}, which is not the candidate's fault. \`/evaluate\` tries again.`,
};

export function mergedReply(login: string, headSha: string): string {
  return `Merged ${commit(headSha)}, as ${person(login)} asked. It is the new baseline.`;
}

export type MergeRefusal =
  | { readonly kind: 'blocked'; readonly hindrance: Hindrance }
  | { readonly kind: 'base_moved' };

export function mergeRefusedReply(refusal: MergeRefusal, headSha: string): string {
  if (refusal.kind === 'base_moved') {
    return "Not merged: the default branch moved in between, so the merge would give a file that nobody evaluated. `/evaluate` has its file judged on top of today's baseline.";
  }
  return joinBlocks([
    `Not merged: ${hindranceWords(refusal.hindrance.kind)}.`,
    ...hindranceBlocks(refusal.hindrance),
    `When that is settled, write ${commandOn('merge', headSha)} again.`,
  ]);
}

export type HoldOutcome = 'held' | 'already_held' | 'lifted' | 'not_held';

export function holdReply(outcome: HoldOutcome): string {
  return holdWords[outcome];
}

const holdWords: Readonly<Record<HoldOutcome, string>> = {
  held: 'On hold: it is not merged by itself. `/unhold` lifts that.',
  already_held: 'It is on hold already. `/unhold` lifts that.',
  lifted: 'The hold is lifted; the rules decide again.',
  not_held: 'It was not on hold, so there is nothing to lift.',
};

export type PauseOutcome =
  | 'paused'
  | 'already_paused'
  | 'resumed'
  | 'already_running'
  /** By the repository variable, which the bot cannot change. */
  | 'paused_by_variable';

export function pauseReply(outcome: PauseOutcome): string {
  return pauseWords[outcome];
}

const pauseWords: Readonly<Record<PauseOutcome, string>> = {
  paused: 'Paused: no new candidates until `/resume`.',
  already_paused: 'It is paused already. `/resume` ends that.',
  resumed: 'Resumed: the next run goes on as before.',
  already_running: 'It was not paused, so there is nothing to resume.',
  paused_by_variable:
    'The repository variable `CRUCIBLE_PAUSED` keeps it paused, and only people can change that: delete it under Settings > Secrets and variables > Actions > Variables.',
};

export function closedReply(login: string): string {
  return `Closed, as ${person(login)} asked. \`/evaluate\` and \`/repair\` reopen it.`;
}

export type Asked =
  | { readonly kind: 'evaluation'; readonly headSha: string }
  | { readonly kind: 'repair'; readonly headSha: string }
  | {
      readonly kind: 'proposal';
      readonly benchmark: string | null;
      readonly idea: string | null;
    };

export function askedReply(asked: Asked): string {
  switch (asked.kind) {
    case 'evaluation':
      return `Evaluation of ${commit(asked.headSha)} is asked for; its verdict comes as a review.`;
    case 'repair':
      return `A repair of ${commit(asked.headSha)} is asked for; it comes as a new commit, with a review of its own.`;
    case 'proposal': {
      const benchmark = asked.benchmark === null ? '' : ` for ${codeSpan(asked.benchmark)}`;
      const idea = asked.idea === null ? '' : ` The idea: ${inlineText(asked.idea)}`;
      return `Another candidate${benchmark} is asked for; it comes as a pull request.${idea}`;
    }
  }
}

/** For a pull request that a person made. */
export function notOursReply(name: 'repair' | 'close', author: string): string {
  const whose = `This pull request is by ${person(author)}, and`;
  return name === 'repair'
    ? `${whose} the bot commits only to branches that it made. The review names the cause and a fix: push a commit with it, then write \`/evaluate\`.`
    : `${whose} the bot closes only its own. Its author, or anybody with write access, can close it by hand.`;
}

/** For what only Claude can do, in a repository without an API key. */
export function needsKeyReply(name: 'repair' | 'explain' | 'propose'): string {
  const meanwhile: Readonly<Record<typeof name, string>> = {
    repair: 'Until then, the fix in the review can be made by hand.',
    explain: 'Until then, the analysis in the review is what the rules know.',
    propose: 'Until then, candidates can come as pull requests by people.',
  };
  return `${command(name)} needs Claude, and this repository has no API key. Add one under Settings > Secrets and variables > Actions, as the secret \`ANTHROPIC_API_KEY\`, then write ${command(name)} again. ${meanwhile[name]}`;
}

export function nothingToExplainReply(why: 'accepted' | 'no_verdict', headSha: string): string {
  return why === 'accepted'
    ? `There is nothing to explain: ${commit(headSha)} is accepted. Its numbers are in the review.`
    : `There is nothing to explain yet: ${commit(headSha)} has no verdict. \`/evaluate\` asks for one.`;
}

export function reopenRefusedReply(why: string): string {
  return `It could not be opened again: ${inlineText(why, 300)}. \`/propose\` asks for another candidate.`;
}

export function nothingToRepairReply(): string {
  return 'There is nothing to repair: its newest verdict is not `failed`. `/evaluate` asks for another one.';
}

/** For an idea that came with `/propose`. */
export function ideaNeedsKeyReply(): string {
  return 'The idea is not heard: only Claude can follow one, and this repository has no API key. A mutation of the baseline is tried instead.';
}

function command(name: CommandName): string {
  return codeSpan(`/${name}`);
}

function commandOn(name: CommandName, sha: string): string {
  return codeSpan(`/${name} ${shortDigest(sha)}`);
}

function commit(sha: string): string {
  return codeSpan(shortDigest(sha));
}

/** In code, so that nobody is notified. */
function person(login: string): string {
  return codeSpan(oneLine(login, 60));
}

function whereWords(name: CommandName): string {
  const places = commands.find((each) => each.name === name)?.where ?? [];
  return listed(places.map((place) => placeWords[place]));
}
