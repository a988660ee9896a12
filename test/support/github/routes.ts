/** One REST request: found in GitHub's description, checked against it, and answered. */

import { type Caller, canSee, demand } from './access.ts';
import { findOperation, type Match, requestFaults, responseFaults } from './openapi.ts';
import { notFound } from './refusal.ts';
import type { Answer, Routes } from './rest.ts';
import { actionRoutes } from './rest-actions.ts';
import { artifactRoutes } from './rest-artifacts.ts';
import { branchRoutes } from './rest-branches.ts';
import { gitRoutes } from './rest-git.ts';
import { issueRoutes } from './rest-issues.ts';
import { pullRoutes } from './rest-pulls.ts';
import { repositoryRoutes } from './rest-repository.ts';
import type { TestGitHub } from './test-github.ts';

const routes: Routes = {
  ...actionRoutes,
  ...artifactRoutes,
  ...branchRoutes,
  ...gitRoutes,
  ...issueRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
};

export interface Call {
  readonly method: string;
  readonly url: URL;
  /** undefined when there was none. */
  readonly body: unknown;
}

/** A request that GitHub would not know what to do with, or an answer that it would not give. */
export class Violation extends Error {}

/** Throws a Violation when GitHub has no such operation, or takes no such request. */
export function matchCall({ method, url, body }: Call): Match {
  const match = findOperation(method, url.pathname);
  if (!match) throw new Violation(`GitHub has no ${method} ${url.pathname}`);
  const faults = requestFaults(match.operation, url.searchParams, body);
  if (faults.length > 0) throw new Violation(faults.join('; '));
  return match;
}

/** Throws a Refusal for what GitHub refuses. */
export function answerCall(
  github: TestGitHub,
  caller: Caller,
  { operation, params }: Match,
  { url, body }: Call,
): Answer {
  if (operation.name === 'GET /rate_limit') return { status: 200, body: rateLimit() };
  const route = routes[operation.name];
  if (!route) throw new Violation(`the test GitHub does not know ${operation.name}`);
  const fullName = `${params.owner}/${params.repo}`.toLowerCase();
  const repository = github.repositories.find((each) => each.fullName.toLowerCase() === fullName);
  if (!repository || !canSee(caller, repository)) throw notFound();
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const request = { caller, repository, params, query: url.searchParams, body: fields };
  demand(caller, repository, route.need(request));
  return route.answer(request);
}

/** Throws a Violation when the answer is not one that GitHub would give. */
export function checkAnswer({ operation }: Match, status: number, body: unknown): void {
  const faults = responseFaults(operation, status, body);
  if (faults.length > 0) throw new Violation(`our answer ${status} is wrong: ${faults.join('; ')}`);
}

function rateLimit(): unknown {
  const limit = {
    limit: 5000,
    remaining: 4999,
    reset: Math.floor(Date.now() / 1000) + 3600,
    used: 1,
  };
  return { resources: { core: limit, search: limit, graphql: limit }, rate: limit };
}
