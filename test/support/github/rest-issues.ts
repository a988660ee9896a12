/** Issues, comments, labels and reactions. */

import type { Need } from './access.ts';
import { commentView, issueView, labelView, reactionView } from './issue-view.ts';
import {
  createComment,
  createIssue,
  createLabel,
  editComment,
  editIssue,
  type LabelDraft,
  react,
  setLabels,
} from './issues.ts';
import type { Issue, IssueComment, PlainIssue } from './model.ts';
import { notFound, Refusal } from './refusal.ts';
import {
  type Answer,
  contributes,
  issueOf,
  labelNames,
  numberOf,
  onIssue,
  paged,
  type RestRequest,
  type Routes,
  reads,
  triages,
} from './rest.ts';

function listIssues(request: RestRequest): Answer {
  const { repository, query } = request;
  for (const key of ['milestone', 'assignee', 'type', 'mentioned', 'since']) {
    if (query.has(key)) throw new Error(`the test GitHub does not know ${key} here`);
  }
  const state = query.get('state') ?? 'open';
  const creator = query.get('creator');
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const found = repository.issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => creator === null || issue.author.login === creator)
    .filter((issue) => labels.every((label) => hasLabel(issue, label)));
  const time = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = query.get('direction') === 'asc';
  found.sort((a, b) => a[time] - b[time] || a.number - b.number);
  if (!ascending) found.reverse();
  return paged(request, found, issueView);
}

function hasLabel(issue: Issue, name: string): boolean {
  return issue.labels.some((each) => each.toLowerCase() === name.toLowerCase());
}

function postIssue({ caller, repository, body }: RestRequest): Answer {
  const issue = createIssue(caller, repository, {
    title: String(body.title),
    body: (body.body as string | undefined) ?? null,
    labels: labelNames(body.labels),
  });
  return { status: 201, body: issueView(issue) };
}

function patchIssue(request: RestRequest): Answer {
  const { caller, body } = request;
  const issue = issueOf(request);
  editIssue(caller, issue, {
    title: body.title as string | undefined,
    body: body.body as string | null | undefined,
    state: body.state as 'open' | 'closed' | undefined,
    stateReason: body.state_reason as PlainIssue['stateReason'] | undefined,
    labels: body.labels === undefined ? undefined : labelNames(body.labels),
  });
  return { status: 200, body: issueView(issue) };
}

function labelsOf(issue: Issue): Answer {
  const { repository, labels } = issue;
  const body = labels.map((name) => {
    const label = repository.label(name);
    if (!label) throw new Error(`${name} is on #${issue.number}, but not a label`);
    return labelView(repository, label);
  });
  return { status: 200, body };
}

function putLabels(request: RestRequest): Answer {
  const issue = issueOf(request);
  setLabels(issue, labelNames(request.body.labels));
  return labelsOf(issue);
}

function postLabels(request: RestRequest): Answer {
  const issue = issueOf(request);
  setLabels(issue, [...issue.labels, ...labelNames(request.body.labels)]);
  return labelsOf(issue);
}

function removeLabel(request: RestRequest): Answer {
  const issue = issueOf(request);
  const name = request.params.name ?? '';
  if (!hasLabel(issue, name)) throw new Refusal(404, 'Label does not exist');
  const rest = issue.labels.filter((each) => each.toLowerCase() !== name.toLowerCase());
  setLabels(issue, rest);
  return labelsOf(issue);
}

function postLabel({ repository, body }: RestRequest): Answer {
  const label = createLabel(repository, body as unknown as LabelDraft);
  return { status: 201, body: labelView(repository, label) };
}

/** It goes from every issue, too. */
function deleteLabel({ repository, params }: RestRequest): Answer {
  const label = repository.label(params.name ?? '');
  if (!label) throw notFound();
  repository.github.clock.tick();
  repository.labels.splice(repository.labels.indexOf(label), 1);
  for (const issue of repository.issues) {
    issue.labels = issue.labels.filter((name) => name !== label.name);
  }
  return { status: 204 };
}

function commentOf(request: RestRequest): IssueComment {
  const id = numberOf(request, 'comment_id');
  const comments = request.repository.issues.flatMap((issue) => issue.comments);
  const comment = comments.find((each) => each.id === id);
  if (!comment) throw notFound();
  return comment;
}

function postComment(request: RestRequest): Answer {
  const comment = createComment(request.caller, issueOf(request), String(request.body.body));
  return { status: 201, body: commentView(comment) };
}

function listComments(request: RestRequest): Answer {
  const since = request.query.get('since');
  // Callers count by the clock on the wall: where the server's is behind it, theirs is put back.
  const lag = Math.max(0, Date.now() / 1000 - request.repository.github.clock.now);
  const from = since === null ? 0 : Date.parse(since) / 1000 - lag;
  const comments = issueOf(request).comments.filter((each) => each.updatedAt >= from);
  return paged(request, comments, commentView);
}

/** People without write access change only what they wrote. */
function editNeed(request: RestRequest): Need {
  const { caller } = request;
  const comment = commentOf(request);
  const own = caller.account.id === comment.author.id;
  if (!caller.installation && !own) {
    return { scopes: ['issues'], level: 'write', role: 'write' };
  }
  return onIssue(contributes, () => comment.issue)(request);
}

function patchComment(request: RestRequest): Answer {
  const comment = commentOf(request);
  editComment(comment, String(request.body.body));
  return { status: 200, body: commentView(comment) };
}

function postReaction(request: RestRequest): Answer {
  const { content } = request.body as { content: string };
  const { reaction, isNew } = react(request.caller, commentOf(request), content);
  return { status: isNew ? 201 : 200, body: reactionView(reaction) };
}

/** Authors close and change their own issues without a role. */
function issueNeed(request: RestRequest): Need {
  const { caller } = request;
  const own = !caller.installation && issueOf(request).author.id === caller.account.id;
  return onIssue(own ? contributes : triages)(request);
}

/** Labels of a repository are made with either permission. */
function labelNeed(): Need {
  return { scopes: ['issues', 'pull-requests'], level: 'write', role: 'write' };
}

function getIssue(request: RestRequest): Answer {
  return { status: 200, body: issueView(issueOf(request)) };
}

const issues = '/repos/{owner}/{repo}/issues';
const one = `${issues}/{issue_number}`;
const comment = `${issues}/comments/{comment_id}`;
const byComment = (request: RestRequest) => commentOf(request).issue;

export const issueRoutes: Routes = {
  [`GET ${issues}`]: { need: reads('issues'), answer: listIssues },
  [`POST ${issues}`]: { need: contributes('issues'), answer: postIssue },
  [`GET ${one}`]: { need: onIssue(reads), answer: getIssue },
  [`PATCH ${one}`]: { need: issueNeed, answer: patchIssue },
  [`PUT ${one}/labels`]: { need: onIssue(triages), answer: putLabels },
  [`POST ${one}/labels`]: { need: onIssue(triages), answer: postLabels },
  [`DELETE ${one}/labels/{name}`]: { need: onIssue(triages), answer: removeLabel },
  [`GET ${one}/comments`]: { need: onIssue(reads), answer: listComments },
  [`POST ${one}/comments`]: { need: onIssue(contributes), answer: postComment },
  [`GET ${comment}`]: {
    need: onIssue(reads, byComment),
    answer: (request) => ({ status: 200, body: commentView(commentOf(request)) }),
  },
  [`PATCH ${comment}`]: { need: editNeed, answer: patchComment },
  [`POST ${comment}/reactions`]: { need: onIssue(contributes, byComment), answer: postReaction },
  'GET /repos/{owner}/{repo}/labels': {
    need: reads('issues', 'pull-requests'),
    answer: (request) =>
      paged(request, request.repository.labels, (label) => labelView(request.repository, label)),
  },
  'POST /repos/{owner}/{repo}/labels': { need: labelNeed, answer: postLabel },
  'DELETE /repos/{owner}/{repo}/labels/{name}': { need: labelNeed, answer: deleteLabel },
};
