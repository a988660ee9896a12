/** What REST routes are made of. */

import type { Caller, Level, Need, Role, Scope } from './access.ts';
import type { Issue } from './model.ts';
import { notFound } from './refusal.ts';
import type { TestRepository } from './repository.ts';

export interface RestRequest {
  readonly caller: Caller;
  readonly repository: TestRepository;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  /** undefined for an answer without a body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a list that has pages. */
  readonly pages?: { readonly page: number; readonly last: number };
}

export interface Route {
  readonly need: (request: RestRequest) => Need;
  readonly answer: (request: RestRequest) => Answer;
}

/** By the operation's name: `GET /repos/{owner}/{repo}`. */
export type Routes = Readonly<Record<string, Route>>;

function needing(level: Level, role: Role, scopes: readonly Scope[]): () => Need {
  return () => ({ level, role, scopes });
}

export function reads(...scopes: Scope[]): () => Need {
  return needing('read', 'read', scopes);
}

export function writes(...scopes: Scope[]): () => Need {
  return needing('write', 'write', scopes);
}

/** What anybody may do who can read: the permission is asked of installations only. */
export function contributes(...scopes: Scope[]): () => Need {
  return needing('write', 'read', scopes);
}

export function triages(...scopes: Scope[]): () => Need {
  return needing('write', 'triage', scopes);
}

/** The same for a pull request and for an issue, each with the scope of its own. */
export function onIssue(
  need: (...scopes: Scope[]) => () => Need,
  find: (request: RestRequest) => Issue = issueOf,
): (request: RestRequest) => Need {
  return (request) =>
    find(request).kind === 'pull' ? need('issues', 'pull-requests')() : need('issues')();
}

export function numberOf({ params }: RestRequest, name: string): number {
  const value = params[name] ?? '';
  if (!/^\d+$/.test(value)) throw notFound();
  return Number(value);
}

export function issueOf(request: RestRequest): Issue {
  return request.repository.issue(numberOf(request, 'issue_number'));
}

export function paged<T>(
  { query }: RestRequest,
  items: readonly T[],
  view: (item: T) => unknown,
): Answer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const body = items.slice((page - 1) * size, page * size).map(view);
  return { status: 200, body, pages: { page, last } };
}

/** GitHub takes names of labels, or objects with a name. */
export function labelNames(value: unknown): string[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return list.map((each) =>
    typeof each === 'string' ? each : String((each as { name: unknown }).name),
  );
}
