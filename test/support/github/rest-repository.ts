/** The repository itself, commit statuses, and people's roles. */

import { statusView } from './git-view.ts';
import type { Status, StatusState } from './model.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { fullRepositoryView, permissionView } from './repository-view.ts';
import { type Answer, paged, type RestRequest, type Routes, reads, writes } from './rest.ts';

const mostStatuses = 1000;

function postStatus({ caller, repository, params, body }: RestRequest): Answer {
  const { github, store } = repository;
  const sha = params.sha ?? '';
  if (!store.commit(sha)) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const {
    state,
    description = null,
    target_url: targetUrl = null,
    context = 'default',
  } = body as {
    state: StatusState;
    description?: string | null;
    target_url?: string | null;
    context?: string;
  };
  if ((description ?? '').length > 140) {
    const message = 'description is too long (maximum is 140 characters)';
    throw invalid({ resource: 'Status', code: 'custom', field: 'description', message });
  }
  const posted = repository.statuses.get(sha) ?? [];
  if (posted.filter((each) => each.context === context).length >= mostStatuses) {
    const message = 'This SHA and context has reached the maximum number of statuses.';
    throw invalid({ resource: 'Status', code: 'custom', message });
  }
  const id = github.nextId('status');
  const status: Status = {
    ...{ id, nodeId: github.nodeId('SC', id), state, context, description, targetUrl },
    ...{ creator: caller.account, createdAt: github.clock.tick() },
  };
  repository.statuses.set(sha, [...posted, status]);
  return { status: 201, body: statusView(repository, sha, status) };
}

function listStatuses(request: RestRequest): Answer {
  const { repository, params } = request;
  const sha = repository.resolve(params.ref ?? '');
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${params.ref}`);
  return paged(request, repository.statusesOf(sha), (each) => statusView(repository, sha, each));
}

function getPermission({ repository, params }: RestRequest): Answer {
  const login = params.username ?? '';
  const account = repository.github.accounts.find(
    (each) => each.login.toLowerCase() === login.toLowerCase(),
  );
  if (!account) throw notFound();
  if (account.type === 'Bot') throw new Refusal(404, `${login} is not a user`);
  return { status: 200, body: permissionView(repository, account) };
}

const repo = '/repos/{owner}/{repo}';

export const repositoryRoutes: Routes = {
  [`GET ${repo}`]: {
    need: reads(),
    answer: ({ caller, repository }) => ({
      status: 200,
      body: fullRepositoryView(caller, repository),
    }),
  },
  [`POST ${repo}/statuses/{sha}`]: { need: writes('statuses'), answer: postStatus },
  [`GET ${repo}/commits/{ref}/statuses`]: { need: reads('statuses'), answer: listStatuses },
  [`GET ${repo}/collaborators/{username}/permission`]: {
    need: () => ({ scopes: [], level: 'read', role: 'write' }),
    answer: getPermission,
  },
};
