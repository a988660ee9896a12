/**
 * Stands between the bot and a service: GitHub, the Messages API, DynamoDB. Every request passes it, is
 * counted, and meets the fate that the story has for it. Each job has gates of its own, so that one that
 * was killed can do no more.
 */

import { Agent, request as ask, createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Fate } from './fate.ts';
import { pause } from './hurried-time.ts';

export type Service = 'github' | 'anthropic' | 'dynamodb';

export interface Asked {
  /** Counts from 0, over all services. */
  readonly index: number;
  readonly service: Service;
  /** The action's command. */
  readonly job: string;
  /** `POST /repos/{owner}/{repo}/pulls`, `GraphQL Snapshot`, `PutItem`. */
  readonly name: string;
  readonly writes: boolean;
}

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** A reading that is made before the write after which it will be asked for. */
interface Foreseen {
  readonly index: number;
  readonly target: string;
  readonly request: Received;
  answer: Answer | null;
}

/** Connections of the dead, which nobody closes before the end: they would hear of it. */
const graves = new Set<Socket>();

/** At the end of all stories: what is still open would keep the process alive. */
export function buryTheDead(): void {
  for (const socket of graves) socket.destroy();
  graves.clear();
  agent.destroy();
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** How long a request that is to be overtaken waits for another, in milliseconds. */
const patience = 15;

/** What is the same for all gates of one telling. */
export class Passage {
  /** In the order they came. */
  readonly asked: Asked[] = [];
  /** As they came, for whoever wants to see the future. */
  readonly received: { readonly target: string; readonly request: Received }[] = [];
  fate: (asked: Asked) => Fate = () => ({ kind: 'pass' });
  /** Called after each request that a service has answered. */
  served: (asked: Asked) => void = () => {};
  counting = true;
  job = '';
  /** Answers of the model that somebody got, or would have got who was killed: what the bot can know it pays for. */
  billed = 0;
  readonly #stragglers: (() => Promise<unknown>)[] = [];
  #waiting: (() => void) | null = null;
  #foreseen: Foreseen | null = null;
  #foreseenBefore = -1;

  /** The reading `index` will answer as things stand before the write `write`. */
  foresee(index: number, write: number, told: Passage): void {
    const known = told.received[index];
    if (!known) throw new Error(`nobody asked ${index}`);
    this.#foreseen = { index, ...known, answer: null };
    this.#foreseenBefore = write;
  }

  async forward(target: string, received: Received, asked: Asked): Promise<Answer> {
    if (asked.index === this.#foreseenBefore && this.#foreseen) {
      this.#foreseen.answer = await send(this.#foreseen.target, this.#foreseen.request);
    }
    const answer = await send(target, received);
    this.served(asked);
    return answer;
  }

  /** What the reading would have been before the newest write; null when it is another one than was foreseen. */
  past(asked: Asked, { path, body }: Received): Answer | null {
    const foreseen = this.#foreseen;
    if (foreseen?.index !== asked.index) return null;
    const same = foreseen.request.path === path && foreseen.request.body.equals(body);
    return same ? foreseen.answer : null;
  }

  straggle(later: () => Promise<unknown>): void {
    this.#stragglers.push(later);
  }

  /** Another request has come and was answered. */
  async passed(): Promise<void> {
    this.#waiting?.();
    this.#waiting = null;
    for (const late of this.#stragglers.splice(0)) await late();
  }

  async overtaken(): Promise<void> {
    await Promise.race([pause(patience), new Promise<void>((done) => (this.#waiting = done))]);
  }
}

export interface GateOptions {
  readonly service: Service;
  /** Base URL of the service. */
  readonly behind: string;
  readonly passage: Passage;
  /** Whoever asks here is dead from now on. */
  readonly died: () => void;
  readonly isDead: () => boolean;
}

export class Gate {
  readonly #options: GateOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: GateOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#pass(request, response.socket as Socket).then(
        (deliver) => deliver?.(response),
        () => response.destroy(),
      );
    });
    this.#server.on('connection', (socket) => this.#sockets.add(socket));
    this.#server.unref();
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Nobody may hear of it who is dead: their connections stay as they are, without an answer. */
  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) {
      if (this.#options.isDead()) graves.add(socket.unref());
      else socket.destroy();
    }
  }

  async #pass(request: IncomingMessage, socket: Socket): Promise<Deliver | null> {
    const { service, behind, passage, isDead, died } = this.#options;
    const received = await receive(request);
    if (isDead()) return null;
    const asked: Asked = {
      index: passage.counting ? passage.asked.length : -1,
      service,
      job: passage.job,
      ...readingOf(service, received),
    };
    if (passage.counting) {
      passage.asked.push(asked);
      passage.received.push({ target: behind, request: received });
    }
    const fate: Fate = passage.counting ? passage.fate(asked) : { kind: 'pass' };
    const forward = () => passage.forward(behind, received, asked);
    const deliver = await this.#meet(fate, { asked, received, socket, forward });
    if (asked.name === 'POST /v1/messages' && isBilled(fate)) passage.billed += 1;
    if (fate.kind !== 'straggler') await passage.passed();
    if (isDead()) return null;
    if (fate.kind === 'die') died();
    return deliver;
  }

  async #meet(fate: Fate, { asked, received, socket, forward }: Meeting): Promise<Deliver | null> {
    const { behind, passage } = this.#options;
    const here = this.url;
    const given = (answer: Answer): Deliver => whole(rehomed(answer, behind, here));
    const after = 'when' in fate && fate.when === 'after';
    if (after) await forward();
    switch (fate.kind) {
      case 'pass':
        return given(await forward());
      case 'die':
        return null;
      case 'status':
        return whole(errorAnswer(this.#options.service, fate));
      case 'reset':
        return () => socket.destroy();
      case 'broken':
        return broken(await forward(), socket);
      case 'cut':
        return whole(cut(await forward()));
      case 'page':
        return whole(page(fate.status));
      case 'silence':
        return null;
      case 'delay': {
        const answer = await forward();
        await pause(30);
        return given(answer);
      }
      case 'drip':
        return dripping(await forward());
      case 'twice': {
        const first = await forward();
        const second = await forward();
        return given(fate.answer === 'first' ? first : second);
      }
      case 'stale':
        return given(passage.past(asked, received) ?? (await forward()));
      case 'straggler':
        passage.straggle(forward);
        return () => socket.destroy();
      case 'overtaken':
        await passage.overtaken();
        return given(await forward());
    }
  }
}

/** What is lost on its way, and asked for again, is not known to be paid twice. */
function isBilled(fate: Fate): boolean {
  if (fate.kind === 'die') return fate.when === 'after';
  return !('when' in fate) && fate.kind !== 'straggler';
}

type Response = import('node:http').ServerResponse;
type Deliver = (response: Response) => void;

interface Meeting {
  readonly asked: Asked;
  readonly received: Received;
  readonly socket: Socket;
  readonly forward: () => Promise<Answer>;
}

async function receive(request: IncomingMessage): Promise<Received> {
  const body = Buffer.concat(await request.toArray());
  const { method = 'GET', url: path = '/' } = request;
  const headers = { ...request.headers } as Record<string, string>;
  for (const name of ['host', 'connection', 'content-length', 'expect', 'transfer-encoding']) {
    delete headers[name];
  }
  // What is looked at here must be readable here.
  headers['accept-encoding'] = 'identity';
  return { method, path, headers, body };
}

function readingOf(service: Service, { method, path, headers, body }: Received) {
  if (service === 'dynamodb') {
    const name = String(headers['x-amz-target']).split('.')[1] ?? '';
    return { name, writes: name === 'PutItem' };
  }
  const { pathname } = new URL(path, 'http://service.test');
  if (service === 'github' && pathname === '/graphql') {
    const { query } = JSON.parse(body.toString()) as { query: string };
    const [, kind, operation] = /^\s*(query|mutation)\s+(\w+)/.exec(query) ?? [];
    return { name: `GraphQL ${operation}`, writes: kind === 'mutation' };
  }
  return { name: `${method} ${templateOf(pathname)}`, writes: method !== 'GET' };
}

/** The same for all repositories, numbers, commits and branches. */
function templateOf(pathname: string): string {
  return pathname
    .replace(/^\/repos\/[^/]+\/[^/]+/, '/repos/{}')
    .replace(/\/heads(?:\/|%2F).+$/, '/heads/{}')
    .replace(/\/compare\/.+$/, '/compare/{}')
    .replace(/\/collaborators\/[^/]+/, '/collaborators/{}')
    .replace(/\/labels\/.+$/, '/labels/{}')
    .replace(/\/(\d+|[0-9a-f]{40})(?=\/|$)/g, '/{}');
}

function send(target: string, { method, path, headers, body }: Received): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = ask(
      `${target}${path}`,
      { method, headers: { ...headers, 'content-length': body.length }, agent },
      (response) => {
        response.toArray().then(
          (parts) =>
            resolve({
              status: response.statusCode ?? 0,
              headers: withoutHops(response.headers as Record<string, string>),
              body: Buffer.concat(parts),
            }),
          reject,
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function withoutHops(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = { ...headers };
  for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'content-length']) {
    delete kept[name];
  }
  return kept;
}

/** Links to the next page lead through the gate, too. */
function rehomed(answer: Answer, behind: string, here: string): Answer {
  const { link } = answer.headers;
  if (typeof link !== 'string') return answer;
  return { ...answer, headers: { ...answer.headers, link: link.replaceAll(behind, here) } };
}

function whole({ status, headers, body }: Answer): Deliver {
  return (response) => {
    const bodiless = status === 204 || status === 304;
    const length = bodiless ? {} : { 'content-length': body.length };
    response.writeHead(status, { ...headers, ...length }).end(bodiless ? undefined : body);
  };
}

function broken({ status, headers, body }: Answer, socket: Socket): Deliver {
  return (response) => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, body.length >> 1), () => socket.destroy());
    if (body.length < 2) socket.destroy();
  };
}

function cut(answer: Answer): Answer {
  return { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) };
}

function page(status: number): Answer {
  const body = Buffer.from('<!DOCTYPE html><html><body><h1>Something is wrong</h1></body></html>');
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function dripping({ status, headers, body }: Answer): Deliver {
  return (response) => {
    response.writeHead(status, headers);
    const size = Math.ceil(body.length / 5);
    const next = async () => {
      for (let at = 0; at < body.length; at += size) {
        response.write(body.subarray(at, at + size));
        await pause(4);
      }
      response.end();
    };
    next().catch(() => response.destroy());
  };
}

function errorAnswer(
  service: Service,
  { status, retryAfter }: { readonly status: number; readonly retryAfter?: number },
): Answer {
  const limited = status === 429 || status === 403;
  const message = limited ? 'You have exceeded a secondary rate limit.' : 'Server Error';
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const type = limited ? 'rate_limit_error' : 'api_error';
  const bodies = {
    github: { message, documentation_url: 'https://docs.github.com/rest' },
    anthropic: { type: 'error', error: { type, message } },
    dynamodb: {
      __type: `com.amazon#${limited ? 'ThrottlingException' : 'InternalServerError'}`,
      message,
    },
  };
  const kind = service === 'dynamodb' ? 'application/x-amz-json-1.0' : 'application/json';
  return {
    status: service === 'dynamodb' && limited ? 400 : status,
    headers: { 'content-type': kind, ...wait },
    body: Buffer.from(JSON.stringify(bodies[service])),
  };
}
