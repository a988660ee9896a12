/** What the local forge keeps beside its repository: one file a pull request, one a commit's statuses. */

import path from 'node:path';
import * as z from 'zod';
import type { Review, ReviewDraft } from '../../ports/forge.ts';
import { JsonFolder } from './json-folder.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/);

const reviewSchema = z.strictObject({
  id: z.int().positive(),
  head_sha: commit,
  body: z.string(),
  comments: z.array(
    z.strictObject({ path: z.string(), line: z.int().positive(), body: z.string() }),
  ),
  outdated: z.boolean(),
  /** In seconds; absent in records of older versions. */
  submitted_at: z.int().nonnegative().nullable().default(null),
});

const recordSchema = z.strictObject({
  number: z.int().positive(),
  title: z.string(),
  body: z.string(),
  branch: z.string(),
  state: z.enum(['open', 'closed', 'merged']),
  /** In seconds; absent in records of older versions. */
  created_at: z.int().nonnegative().default(0),
  labels: z.array(z.string()),
  /** The squash commit, written before the default branch gets it: a merge that was cut off shows. */
  squash: commit.nullable(),
  reviews: z.array(reviewSchema),
});
export type PullRecord = Readonly<z.infer<typeof recordSchema>>;

const statusesSchema = z.array(
  z.strictObject({
    state: z.enum(['pending', 'success', 'failure', 'error']),
    description: z.string(),
  }),
);
export type StatusRecords = z.infer<typeof statusesSchema>;

export class PullRecords {
  readonly #pulls: JsonFolder<PullRecord>;
  readonly #statuses: JsonFolder<StatusRecords>;

  /** `folder` is the forge's. */
  constructor(folder: string) {
    this.#pulls = new JsonFolder(path.join(folder, 'pulls'), recordSchema);
    this.#statuses = new JsonFolder(path.join(folder, 'statuses'), statusesSchema);
  }

  /** Every pull request, oldest first. */
  all(): PullRecord[] {
    const names = this.#pulls.names().filter((name) => /^[1-9]\d*$/.test(name));
    return names
      .map(Number)
      .sort((a, b) => a - b)
      .map((number) => this.read(number));
  }

  read(number: number): PullRecord {
    const read = this.#pulls.read(String(number));
    switch (read.kind) {
      case 'value':
        return read.value;
      case 'missing':
        throw new Error(`there is no pull request #${number}`);
      case 'corrupt':
        throw damaged(read, 'the pull request is forgotten then');
    }
  }

  write(record: PullRecord): void {
    this.#pulls.write(String(record.number), record);
  }

  /** Statuses of a commit, oldest first. */
  statuses(sha: string): StatusRecords {
    const read = this.#statuses.read(sha);
    switch (read.kind) {
      case 'value':
        return read.value;
      case 'missing':
        return [];
      case 'corrupt':
        throw damaged(read, 'the candidate is judged again then');
    }
  }

  writeStatuses(sha: string, statuses: StatusRecords): void {
    this.#statuses.write(sha, statuses);
  }
}

/** All of them are the bot's: nobody else reviews on this machine. */
export function reviewsOf({ reviews }: PullRecord): Review[] {
  return reviews.map(({ head_sha: headSha, submitted_at: submittedAt, ...review }) => {
    return { ...review, headSha, submittedAt, byBot: true };
  });
}

/** `submittedAt` in seconds. */
export function withReview(
  record: PullRecord,
  { headSha, body, comments }: ReviewDraft,
  submittedAt: number,
): PullRecord {
  const { reviews } = record;
  const about = { id: reviews.length + 1, head_sha: headSha, submitted_at: submittedAt };
  const review = { ...about, body, comments: [...comments] };
  return { ...record, reviews: [...reviews, { ...review, outdated: false }] };
}

export function withOutdated(record: PullRecord, ids: readonly number[]): PullRecord {
  const reviews = record.reviews.map((review) =>
    ids.includes(review.id) ? { ...review, outdated: true } : review,
  );
  return { ...record, reviews };
}

export function withEditedReview(record: PullRecord, id: number, body: string): PullRecord {
  const edited = record.reviews.map((review) => (review.id === id ? { ...review, body } : review));
  return { ...record, reviews: edited };
}

function damaged({ file, why }: { file: string; why: string }, effect: string): Error {
  return new Error(
    `${file} is damaged (${why}): delete it (${effect}), or begin anew with npm start -- --fresh`,
  );
}
