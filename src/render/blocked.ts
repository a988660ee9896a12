/** What is said of a winner that the repository does not let in: on its pull request, and in one line elsewhere. */

import { digestOf, shortDigest } from '../domain/digest.ts';
import { type Hindrance, type HindranceKind, hindranceKinds } from '../domain/hindrance.ts';
import { hiddenOpening } from '../domain/text/hidden-text.ts';
import { codeSpan, inlineText, joinBlocks } from './markdown.ts';

interface HindranceWords {
  /** A clause, for a list. */
  readonly short: string;
  /** Sentences. */
  readonly reason: string;
  readonly help: string;
}

const rules = 'Settings > Rules > Rulesets, or Settings > Branches';

const words: Readonly<Record<HindranceKind, HindranceWords>> = {
  reviews: {
    short: 'an approving review is missing',
    reason:
      'The rules of the default branch ask for an approving review, and the bot cannot approve what it opened.',
    help: `Approve it, and the next run merges it. To let winners in without a review, take _Required approvals_ out of the rules: ${rules}.`,
  },
  checks: {
    short: 'a required check has not passed',
    reason: 'The rules of the default branch ask for a check that has not passed on this head.',
    help: `If it never comes: a workflow does not start by itself for what a job's own token pushed, and one that a path filter skips never reports. Let it run for candidates too, give the action the token of an App, or leave it out of _Require status checks to pass_: ${rules}.`,
  },
  merge_queue: {
    short: 'merges go through a merge queue',
    reason:
      'Merges into the default branch go through a merge queue. The bot does not use it, since a queue may merge onto a baseline that the verdict does not speak of.',
    help: `Add it to the queue by hand, or take out _Require merge queue_: ${rules}.`,
  },
  squash_off: {
    short: 'squash merging is switched off',
    reason:
      'Squash merging is switched off, and the bot merges in no other way: a squash gives exactly the file that was judged.',
    help: 'Switch it on: Settings > General > Pull Requests > _Allow squash merging_; where a ruleset lists allowed merge methods, there too.',
  },
  conversations: {
    short: 'a conversation is not resolved',
    reason: 'The rules of the default branch ask that every conversation be resolved.',
    help: `Resolve those on this pull request, or take out _Require conversation resolution before merging_: ${rules}.`,
  },
  not_allowed: {
    short: 'the token may not change the default branch',
    reason: 'GitHub does not let the token of this run change the default branch.',
    help: `The job needs \`contents: write\`. Where a rule says who may update the default branch, GitHub Actions cannot be let past it: give the action the token of an App that is on the bypass list, or take the rule out: ${rules}.`,
  },
  conflict: {
    short: 'GitHub finds a conflict',
    reason: 'GitHub finds that it conflicts with the default branch.',
    help: '`/evaluate` has its file judged on top of the default branch.',
  },
  draft: {
    short: 'it is a draft',
    reason: 'It is a draft.',
    help: 'Mark it as ready for review.',
  },
  other_branch: {
    short: 'it goes into another branch',
    reason: 'It does not go into the default branch, where the baseline is.',
    help: 'Change its base, beside its title.',
  },
  unknown: {
    short: 'GitHub refuses the merge',
    reason: 'GitHub refuses the merge for a reason that the bot has no words for.',
    help: `Its answer may help, or the box at the end of this page. Rules of the default branch: ${rules}.`,
  },
};

/** "squash merging is switched off", for a line about it. */
export function hindranceWords(kind: HindranceKind): string {
  return words[kind].short;
}

/** Why it is not merged, what was answered, and what helps. */
export function hindranceBlocks({ kind, why }: Hindrance): readonly string[] {
  const { reason, help } = words[kind];
  return [reason, `GitHub's answer: ${inlineText(why, 300)}`, `**What helps**: ${help}`];
}

const hiddenKind = 'blocked';

/** The whole note, for the pull request. Which hindrance of which head it tells can be read back. */
export function renderBlocked(hindrance: Hindrance, headSha: string): string {
  const head = codeSpan(shortDigest(headSha));
  return joinBlocks([
    `**Accepted, but not merged**: ${hindranceWords(hindrance.kind)}.`,
    ...hindranceBlocks(hindrance),
    `Every run tries again to merge ${head}, without measuring it anew. This note is folded away once that is done.`,
    `${hiddenOpening(hiddenKind)}v1 ${keyOf(hindrance, headSha)} -->`,
  ]);
}

export interface ToldHindrance {
  readonly kind: HindranceKind;
  /** The same for the same hindrance of the same head, in the same words. */
  readonly key: string;
}

export function keyOf({ kind, why }: Hindrance, headSha: string): string {
  return [kind, shortDigest(digestOf(why)), shortDigest(headSha)].join('-');
}

/** What a note tells; null when it is none. Who wrote it, the caller checks. */
export function parseBlocked(text: string): ToldHindrance | null {
  const start = text.lastIndexOf(hiddenOpening(hiddenKind));
  if (start < 0) return null;
  const rest = text.slice(start + hiddenOpening(hiddenKind).length);
  const [, key = '', name] = /^v1 (([a-z_]+)-[0-9a-f]{12}-[0-9a-f]{12}) -->/.exec(rest) ?? [];
  const kind = hindranceKinds.find((each) => each === name);
  return kind === undefined ? null : { kind, key };
}
