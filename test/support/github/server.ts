/** HTTP: who asks, what for, and what goes wrong on the way. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Caller } from './access.ts';
import { answerOf, type Fault } from './faults.ts';
import { answerGraphql, type GraphqlRequest, operationName } from './graphql.ts';
import type { Match } from './openapi.ts';
import { Refusal } from './refusal.ts';
import type { Answer } from './rest.ts';
import { storagePath, storedContent } from './rest-artifacts.ts';
import { answerCall, type Call, checkAnswer, matchCall, Violation } from './routes.ts';
import type { RecordedRequest, TestGitHub } from './test-github.ts';

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const knownVersions = ['2022-11-28', '2026-03-10'];

export async function listen(github: TestGitHub): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(github, request, response).catch((error: unknown) => {
      github.violations.push(`the test GitHub broke: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it closes the server must still end.
  server.unref();
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

interface Exchange {
  readonly github: TestGitHub;
  readonly caller: Caller;
  readonly call: Call;
  /** null for GraphQL. */
  readonly match: Match | null;
  readonly record: RecordedRequest;
}

/** What is sent; null when the connection breaks. */
interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

async function serve(
  github: TestGitHub,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readAll(request);
  if (!github.faults.arrives()) {
    response.destroy();
    return;
  }
  if (request.url?.startsWith(storagePath)) {
    const { pathname } = new URL(request.url, 'http://storage.test');
    const stored = storedContent(github.repositories, pathname, request.headers.authorization);
    response.writeHead(stored.status).end(stored.bytes);
    return;
  }
  const sent = await exchange(github, request, text);
  if (sent) send(github, response, sent);
  else response.destroy();
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function exchange(
  github: TestGitHub,
  request: IncomingMessage,
  text: string,
): Promise<Sent | null> {
  const { method = 'GET', url = '/', headers } = request;
  const record: RecordedRequest = { name: `${method} ${url}`, actor: '', status: null };
  github.requests.push(record);
  let match: Match | null = null;
  try {
    const caller = authenticate(github, headers.authorization);
    Object.assign(record, { actor: caller.account.login });
    if (!headers['user-agent']) throw new Violation('a request needs a user-agent');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const call = { method, url: new URL(url, 'http://github.test'), body };
    if (call.url.pathname !== '/graphql') {
      checkVersion(headers['x-github-api-version']);
      match = matchCall(call);
    }
    const name = match?.operation.name ?? operationName((body as GraphqlRequest).query);
    Object.assign(record, { name });
    const sent = await withFault({ github, caller, call, match, record }, github.faults.take(name));
    record.status = sent?.status ?? null;
    return sent;
  } catch (error) {
    const sent = errorAnswer(github, record, error, match);
    record.status = sent.status;
    return sent;
  }
}

function authenticate(github: TestGitHub, authorization: string | undefined): Caller {
  if (!authorization) throw new Refusal(401, 'Requires authentication');
  const [, token = ''] = /^(?:bearer|token) (.+)$/i.exec(authorization) ?? [];
  const caller = github.callerOf(token);
  if (caller) return caller;
  throw new Refusal(401, 'Bad credentials');
}

function checkVersion(version: string | string[] | undefined): void {
  if (version === undefined) throw new Violation('a REST request needs X-GitHub-Api-Version');
  if (knownVersions.includes(String(version))) return;
  throw new Refusal(400, `"${version}" is not a supported version of the API.`);
}

async function withFault(exchange: Exchange, fault: Fault | null): Promise<Sent | null> {
  if (fault?.kind === 'delay') await wait(fault.milliseconds);
  if (fault?.kind === 'meanwhile') fault.act();
  const after = fault && 'when' in fault && fault.when === 'after';
  const served = fault === null || after || fault.kind === 'delay' || fault.kind === 'meanwhile';
  const sent = served ? answer(exchange) : null;
  if (fault === null || fault.kind === 'reset') return sent && fault ? null : sent;
  const instead = answerOf(fault);
  if (!instead) return sent;
  const { status, message, errors, headers = {} } = instead;
  const documentation_url = 'https://docs.github.com/rest';
  return { status, headers, body: { message, documentation_url, ...(errors ? { errors } : {}) } };
}

function answer({ github, caller, call, match }: Exchange): Sent {
  if (!match) {
    const { body, faults } = answerGraphql(github, caller, call.body as GraphqlRequest);
    if (faults.length > 0) throw new Violation(faults.join('; '));
    return { status: 200, body, headers: {} };
  }
  const given = answerCall(github, caller, match, call);
  checkAnswer(match, given.status, given.body);
  const headers = { ...given.headers, ...linkHeader(github, call, given) };
  return { status: given.status, body: given.body, headers };
}

function linkHeader(github: TestGitHub, { url }: Call, { pages }: Answer): Record<string, string> {
  if (!pages) return {};
  const to = (page: number, name: string) => {
    const target = new URL(`${github.url}${url.pathname}${url.search}`);
    target.searchParams.set('page', String(page));
    return `<${target}>; rel="${name}"`;
  };
  const { page, last } = pages;
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ];
  return links.length > 0 ? { link: links.join(', ') } : {};
}

function errorAnswer(
  github: TestGitHub,
  record: RecordedRequest,
  error: unknown,
  match: Match | null,
): Sent {
  const documentation_url = match?.operation.documentation ?? 'https://docs.github.com/rest';
  if (error instanceof Refusal) {
    const { status, message, errors, headers } = error;
    const details = errors ? { errors } : {};
    const body = { message, ...details, documentation_url, status: String(status) };
    const faults = match ? refusalFaults(match, status, body) : [];
    if (faults.length === 0) return { status, headers, body };
    github.violations.push(`${record.name}: ${faults.join('; ')}`);
    return { status: 500, headers: {}, body: { message: faults.join('; '), documentation_url } };
  }
  const message = error instanceof Violation ? error.message : String(error);
  github.violations.push(`${record.name}: ${message}`);
  return {
    status: 500,
    headers: {},
    body: { message: `violation: ${message}`, documentation_url },
  };
}

function refusalFaults(match: Match, status: number, body: unknown): string[] {
  try {
    checkAnswer(match, status, body);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

function send(github: TestGitHub, response: ServerResponse, { status, body, headers }: Sent): void {
  const all = {
    ...headers,
    date: new Date(github.clock.now * 1000).toUTCString(),
    'x-github-request-id': `TEST:${github.requests.length}`,
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '900',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
  };
  if (body === undefined) {
    response.writeHead(status, all).end();
    return;
  }
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...all, ...type }).end(JSON.stringify(body));
}
