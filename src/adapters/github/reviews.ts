/** Reviews: each is posted once, and makes the older ones outdated. */

import type { Review, ReviewDraft } from '../../ports/forge.ts';
import { checkBody, longestBody } from '../local/limits.ts';
import { unrepeated } from './client.ts';
import type { Differences } from './differences.ts';
import { answer, errorOf } from './mend.ts';
import { minimizeMutation, olderReviewsQuery } from './queries.ts';
import {
  type KnownPull,
  type KnownReview,
  olderThan,
  type ReviewPage,
  readReviews,
  seconds,
} from './reading.ts';
import { type Attempt, attempt, type Refusal } from './refusal.ts';
import { type Remote, writeOnce } from './remote.ts';
import type { Snapshot } from './snapshot.ts';

/** Of older reviews: ten thousand are enough. */
const mostPages = 100;

export class Reviews {
  readonly #remote: Remote;
  readonly #snapshot: Snapshot;
  readonly #differences: Differences;

  constructor(remote: Remote, snapshot: Snapshot, differences: Differences) {
    this.#remote = remote;
    this.#snapshot = snapshot;
    this.#differences = differences;
  }

  /** Oldest first. */
  async of(number: number): Promise<readonly Review[]> {
    const { reviews } = await this.#whole(number);
    return reviews.map(({ nodeId: _, ...review }) => review);
  }

  /** With the older reviews, too: the bot's may be buried under those of others. */
  async #whole(number: number): Promise<KnownPull> {
    const { octokit, owner, repo } = this.#remote;
    let known = await this.#snapshot.glance(number);
    for (let pages = 0; known.olderReviews !== null && pages < mostPages; pages += 1) {
      const { repository } = await answer(
        octokit.graphql<{ repository: { pullRequest: { reviews: ReviewPage } } }>(
          olderReviewsQuery,
          { owner, name: repo, number, before: known.olderReviews },
        ),
      );
      const page = repository.pullRequest.reviews;
      const reviews = [...readReviews(page.nodes), ...known.reviews];
      known = { ...known, reviews, olderReviews: olderThan(page) };
      this.#snapshot.learnReviews(known);
    }
    return known;
  }

  async post(number: number, draft: ReviewDraft): Promise<void> {
    for (const { body } of [draft, ...draft.comments]) checkBody(body);
    await this.#checkLines(draft);
    const posted = await this.#postSomehow(number, draft);
    const known = await this.#snapshot.pull(number);
    const older = known.reviews.filter(({ id }) => id !== posted.id);
    this.#snapshot.put({ ...known, reviews: [...older, posted] });
  }

  async outdate(number: number, ids: readonly number[]): Promise<void> {
    const known = await this.#snapshot.pull(number);
    const older = known.reviews.filter((each) => isCurrent(each) && ids.includes(each.id));
    const outdated = await this.#minimize(number, older);
    const reviews = known.reviews.map((each) =>
      outdated.has(each.id) ? { ...each, outdated: true } : each,
    );
    this.#snapshot.put({ ...known, reviews });
  }

  async edit(number: number, id: number, body: string): Promise<void> {
    checkBody(body);
    const { octokit, owner, repo } = this.#remote;
    await answer(
      octokit.rest.pulls.updateReview({ owner, repo, pull_number: number, review_id: id, body }),
    );
    const known = await this.#snapshot.pull(number);
    const reviews = known.reviews.map((each) => (each.id === id ? { ...each, body } : each));
    this.#snapshot.put({ ...known, reviews });
  }

  /** One comment outside the diff would take the whole review with it. */
  async #checkLines({ headSha, comments }: ReviewDraft): Promise<void> {
    if (comments.length === 0) return;
    const { tip } = await this.#snapshot.repository();
    const { files } = await this.#differences.between(tip, headSha);
    for (const { path, line } of comments) {
      if (files.find((file) => file.path === path)?.lines.includes(line)) continue;
      throw new Error(`${path}:${line}: line must be part of the diff`);
    }
  }

  /** With its inline comments, or else with their text below; over a review that was left pending. */
  async #postSomehow(number: number, draft: ReviewDraft): Promise<KnownReview> {
    let sent = draft;
    let cleared = false;
    let before: Refusal | null = null;
    for (;;) {
      const outcome = await this.#postOnce(number, sent);
      if (outcome.kind === 'done') return outcome.value;
      if (outcome.kind === 'pending_review' && !cleared) {
        cleared = true;
        await this.#deletePending(number);
      } else if (outcome.status === 422 && sent.comments.length > 0) {
        // GitHub has many words for a comment that it does not take: one of them takes the review with it.
        before = outcome;
        sent = withCommentsBelow(sent);
      } else throw errorOf(before === null ? outcome : refusedTwice(before, outcome));
    }
  }

  async #postOnce(number: number, draft: ReviewDraft): Promise<Attempt<KnownReview>> {
    const { octokit, owner, repo } = this.#remote;
    const { headSha, body, comments } = draft;
    const before = new Set((await this.#snapshot.pull(number)).reviews.map(({ id }) => id));
    return writeOnce(
      this.#remote,
      async () => {
        const { data } = await octokit.rest.pulls.createReview({
          ...{ owner, repo, pull_number: number, commit_id: headSha, event: 'COMMENT', body },
          comments: comments.map((comment) => ({ ...comment, side: 'RIGHT' })),
          ...unrepeated,
        });
        const { id, node_id: nodeId, submitted_at: at } = data;
        const submittedAt = at === undefined ? null : seconds(at);
        return { ...draft, id, nodeId, byBot: true, outdated: false, submittedAt };
      },
      async () => {
        const { reviews } = await this.#snapshot.pullNow(number);
        const isIt = (each: KnownReview) =>
          each.byBot && each.headSha === headSha && sameText(each.body, body);
        return reviews.find((each) => !before.has(each.id) && isIt(each)) ?? null;
      },
    );
  }

  async #deletePending(number: number): Promise<void> {
    const { pendingReview } = await this.#snapshot.pullNow(number);
    if (pendingReview === null) return;
    const { octokit, owner, repo } = this.#remote;
    await answer(
      octokit.rest.pulls.deletePendingReview({
        ...{ owner, repo, pull_number: number, review_id: pendingReview },
      }),
    );
  }

  /** The ids of those that now are outdated. It is a matter of looks: that it fails is said, not thrown. */
  async #minimize(number: number, reviews: readonly KnownReview[]): Promise<ReadonlySet<number>> {
    if (reviews.length === 0) return new Set();
    const ids = Object.fromEntries(reviews.map(({ nodeId }, i) => [`id${i}`, nodeId]));
    const { octokit, log } = this.#remote;
    const outcome = await attempt(octokit.graphql(minimizeMutation(reviews.length), ids));
    if (outcome.kind === 'done') return new Set(reviews.map(({ id }) => id));
    log(`older reviews of #${number} could not be marked as outdated: ${outcome.why}`);
    return new Set();
  }
}

function refusedTwice(before: Refusal, refusal: Refusal): Refusal {
  const why = `with its inline comments: ${before.why}; without them: ${refusal.why}`;
  return { ...refusal, why };
}

function isCurrent({ byBot, outdated }: Review): boolean {
  return byBot && !outdated;
}

function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}

/** The comments' text in the body, above the hidden comment at its end; left out when it gets too long. */
function withCommentsBelow(draft: ReviewDraft): ReviewDraft {
  const { body, comments } = draft;
  const hidden = body.trimEnd().endsWith('-->') ? body.lastIndexOf('<!--') : -1;
  const end = hidden < 0 ? body.length : hidden;
  const texts = comments.map((comment) => {
    return `\`${comment.path}\`, line ${comment.line}:\n\n${comment.body}`;
  });
  const parts = [body.slice(0, end).trimEnd(), ...texts, body.slice(end)];
  const whole = parts.filter((part) => part !== '').join('\n\n');
  return { ...draft, comments: [], body: whole.length > longestBody ? body : whole };
}
