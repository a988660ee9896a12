/** Pull requests and their reviews. */

import type { Caller, Need } from './access.ts';
import { changeView } from './git-view.ts';
import { fullPullView, pullView, reviewCommentView, reviewView } from './issue-view.ts';
import { editIssue } from './issues.ts';
import type { PullRequest, Review } from './model.ts';
import { findHead, openPull, squashMerge } from './pulls.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import {
  type Answer,
  contributes,
  numberOf,
  paged,
  type RestRequest,
  type Routes,
  reads,
  writes,
} from './rest.ts';
import {
  changesOf,
  createReview,
  deletePendingReview,
  editReview,
  type ReviewDraft,
  type ReviewEvent,
  submitReview,
  visibleReviews,
} from './reviews.ts';

function pullOf(request: RestRequest): PullRequest {
  return request.repository.pull(numberOf(request, 'pull_number'));
}

function listPulls(request: RestRequest): Answer {
  const { repository, query } = request;
  const state = query.get('state') ?? 'open';
  const base = query.get('base');
  const head = query.get('head');
  // Only the newest-created come first by themselves.
  const standard = (query.get('sort') ?? 'created') === 'created' ? 'desc' : 'asc';
  const descending = (query.get('direction') ?? standard) === 'desc';
  const found = repository.pulls
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === null || pull.baseRef === base)
    .filter((pull) => isFrom(pull, head));
  const time = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  found.sort((a, b) => a[time] - b[time] || a.number - b.number);
  if (descending) found.reverse();
  return paged(request, found, pullView);
}

/** GitHub ignores a head without its owner: everything is listed then. */
function isFrom(pull: PullRequest, head: string | null): boolean {
  if (!head?.includes(':')) return true;
  const place = findHead(pull.repository, head);
  return place?.repository === pull.headRepository && place.ref === pull.headRef;
}

function postPull({ caller, repository, body }: RestRequest): Answer {
  if (body.issue !== undefined)
    throw new Error('the test GitHub makes no pull request of an issue');
  const pull = openPull(caller, repository, {
    title: String(body.title ?? ''),
    body: (body.body as string | undefined) ?? null,
    head: String(body.head),
    base: String(body.base),
    draft: body.draft === true,
  });
  // Whether it can be merged is found out later.
  const unknown = { mergeable: null, rebaseable: null, mergeable_state: 'unknown' };
  return { status: 201, body: { ...fullPullView(pull), ...unknown } };
}

function patchPull(request: RestRequest): Answer {
  const { caller, body } = request;
  const pull = pullOf(request);
  const {
    title,
    body: text,
    state,
    base,
  } = body as Record<'title' | 'body' | 'base', string> & {
    state?: 'open' | 'closed';
  };
  if (base !== undefined && base !== pull.baseRef) {
    const about = { resource: 'PullRequest', code: 'invalid', field: 'base' } as const;
    if (pull.state === 'closed') {
      const message = 'Cannot change the base branch of a closed pull request.';
      throw invalid({ ...about, message });
    }
    if (pull.repository.branch(base) === null) throw invalid(about);
    pull.baseRef = base;
  }
  editIssue(caller, pull, { title, body: text, state });
  return { status: 200, body: fullPullView(pull) };
}

function listFiles(request: RestRequest): Answer {
  const pull = pullOf(request);
  const changes = changesOf(pull).slice(0, 3000);
  return paged(request, changes, (each) => changeView(request.repository, pull.headSha, each));
}

function putMerge(request: RestRequest): Answer {
  const { body } = request;
  if (body.merge_method !== 'squash') {
    throw new Error('the test GitHub merges with `squash` alone');
  }
  const sha = squashMerge(request.caller, pullOf(request), {
    sha: body.sha as string | undefined,
    title: body.commit_title as string | undefined,
    message: body.commit_message as string | undefined,
  });
  return { status: 200, body: { sha, merged: true, message: 'Pull Request successfully merged' } };
}

/** Merging needs the contents; whether the pull request is there comes first. */
function mergeNeed(request: RestRequest): Need {
  pullOf(request);
  return writes('contents')();
}

function reviewOf(request: RestRequest): Review {
  const id = numberOf(request, 'review_id');
  const review = visibleReviews(request.caller, pullOf(request)).find((each) => each.id === id);
  if (!review) throw notFound();
  return review;
}

function postReview(request: RestRequest): Answer {
  const review = createReview(request.caller, pullOf(request), request.body as ReviewDraft);
  return { status: 200, body: reviewView(review) };
}

function putReview(request: RestRequest): Answer {
  const review = reviewOf(request);
  editReview(request.caller, review, String(request.body.body));
  return { status: 200, body: reviewView(review) };
}

function postReviewEvent(request: RestRequest): Answer {
  const review = reviewOf(request);
  const { event, body } = request.body as { event: ReviewEvent; body?: string };
  submitReview(request.caller, review, event, body);
  return { status: 200, body: reviewView(review) };
}

function removeReview(request: RestRequest): Answer {
  const review = reviewOf(request);
  const body = reviewView(review);
  deletePendingReview(review);
  return { status: 200, body };
}

function listReviewComments(request: RestRequest): Answer {
  const { query, caller } = request;
  for (const key of ['sort', 'direction', 'since']) {
    if (query.has(key)) throw new Refusal(500, `the test GitHub does not know ${key} here`);
  }
  const comments = visibleReviews(caller, pullOf(request))
    .filter((review) => review.state !== 'PENDING')
    .flatMap((review) => review.comments);
  return paged(request, comments, reviewCommentView);
}

function listReviews(request: RestRequest): Answer {
  return paged(request, visibleReviews(request.caller, pullOf(request)), reviewView);
}

/** Authors may change their own pull requests without a role. */
function editNeed(request: RestRequest): Need {
  const own = isAuthor(request.caller, pullOf(request));
  return (own ? contributes : writes)('pull-requests')();
}

function isAuthor(caller: Caller, pull: PullRequest): boolean {
  return !caller.installation && caller.account.id === pull.author.id;
}

const pulls = '/repos/{owner}/{repo}/pulls';
const one = `${pulls}/{pull_number}`;
const reviews = `${one}/reviews`;
const read = reads('pull-requests');
const contribute = contributes('pull-requests');

export const pullRoutes: Routes = {
  [`GET ${pulls}`]: { need: read, answer: listPulls },
  [`POST ${pulls}`]: { need: contribute, answer: postPull },
  [`GET ${one}`]: {
    need: read,
    answer: (request) => ({ status: 200, body: fullPullView(pullOf(request)) }),
  },
  [`PATCH ${one}`]: { need: editNeed, answer: patchPull },
  [`GET ${one}/files`]: { need: read, answer: listFiles },
  [`PUT ${one}/merge`]: { need: mergeNeed, answer: putMerge },
  [`GET ${one}/comments`]: { need: read, answer: listReviewComments },
  [`GET ${reviews}`]: { need: read, answer: listReviews },
  [`POST ${reviews}`]: { need: contribute, answer: postReview },
  [`PUT ${reviews}/{review_id}`]: { need: contribute, answer: putReview },
  [`DELETE ${reviews}/{review_id}`]: { need: contribute, answer: removeReview },
  [`POST ${reviews}/{review_id}/events`]: { need: contribute, answer: postReviewEvent },
};
