/**
 * What a history file holds: a line about the whole, then a line of JSON for each pull request that is done with.
 * Printed and parsed here only.
 */

import * as z from 'zod';
import { onlyHidden } from '../../domain/text/hidden-text.ts';
import type { KnownPull } from './reading.ts';

/** Whose history it is: that of another is of no use. */
export interface HistoryPlace {
  /** Node id of the repository. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** Id of the bot's account: what is its own depends on it. */
  readonly bot: number;
}

export interface PastPull {
  readonly known: KnownPull;
  /** Descriptions of the bot's statuses, by the commits of the reviews: they stay for ever. */
  readonly statuses: Readonly<Record<string, readonly string[]>>;
}

export interface History {
  /** When the newest change that it has seen was made, in seconds. */
  readonly cursor: number;
  readonly pulls: readonly PastPull[];
}

export type HistoryParse =
  | { readonly kind: 'history'; readonly history: History }
  | { readonly kind: 'refused'; readonly why: string };

const schema = 1;
const title = 'codec-crucible history';

const count = z.int().nonnegative();
const firstSchema = z.strictObject({
  title: z.literal(title),
  schema: z.literal(schema),
  repository: z.string(),
  default_branch: z.string(),
  bot: z.int(),
  cursor: count,
  pulls: count,
});

const reviewSchema = z.strictObject({
  id: z.int(),
  nodeId: z.string(),
  byBot: z.literal(true),
  outdated: z.boolean(),
  submittedAt: count.nullable(),
  headSha: z.string(),
  body: z.string(),
  comments: z.tuple([]),
});

const pullSchema: z.ZodType<PastPull> = z.strictObject({
  known: z.strictObject({
    pull: z.strictObject({
      number: z.int().positive(),
      title: z.string(),
      body: z.string(),
      branch: z.string(),
      author: z.string(),
      byBot: z.boolean(),
      state: z.enum(['closed', 'merged']),
      draft: z.boolean(),
      headSha: z.string(),
      headTime: z.int(),
      createdAt: z.int(),
      labels: z.array(z.string()),
      mergedBy: z.string().nullable(),
      mergedAt: z.int().nullable(),
    }),
    baseBranch: z.string(),
    crossRepository: z.boolean(),
    mergeCommit: z.string().nullable(),
    reviews: z.array(reviewSchema),
    olderReviews: z.string().nullable(),
    pendingReview: z.int().nullable(),
  }),
  statuses: z.record(z.string(), z.array(z.string())),
});

/** What is ever read back of a pull request that is done with; to act on it, the real one is asked for. */
export function pastOnly(known: KnownPull): KnownPull {
  const reviews = known.reviews
    .filter(({ byBot }) => byBot)
    .map((review) => ({ ...review, body: onlyHidden(review.body), comments: [] }))
    .filter(({ body }) => body !== '');
  const { pull } = known;
  return { ...known, reviews, pull: { ...pull, body: pull.byBot ? onlyHidden(pull.body) : '' } };
}

/** Its lines, each with its end. */
export function printHistory(place: HistoryPlace, { cursor, pulls }: History): string[] {
  const { repository, defaultBranch, bot } = place;
  const whose = { title, schema, repository, default_branch: defaultBranch, bot };
  const first = { ...whose, cursor, pulls: pulls.length };
  return [first, ...pulls].map((line) => `${JSON.stringify(line)}\n`);
}

/** Never throws. */
export function parseHistory(text: string, place: HistoryPlace): HistoryParse {
  const [head = '', ...lines] = text.split('\n');
  const first = firstSchema.safeParse(jsonIn(head));
  if (!first.success) return refused('it is none, or of another version');
  const { repository, default_branch: branch, bot, cursor, pulls: wanted } = first.data;
  if (repository !== place.repository) return refused('it is of another repository');
  if (branch !== place.defaultBranch) return refused('it is of another default branch');
  if (bot !== place.bot) return refused('it is of another account');
  if (lines.pop() !== '' || lines.length !== wanted) return refused('it is cut');
  const pulls: PastPull[] = [];
  for (const [i, line] of lines.entries()) {
    const parsed = pullSchema.safeParse(jsonIn(line));
    if (!parsed.success) return refused(`line ${i + 2} does not fit`);
    pulls.push(parsed.data);
  }
  return { kind: 'history', history: { cursor, pulls } };
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function refused(why: string): HistoryParse {
  return { kind: 'refused', why };
}
