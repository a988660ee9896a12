/** Stands between a writer and DynamoDB: what happens to each request is the test's to say. */

import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServiceError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** `pass` hands it on; `lose` hands it on and loses the answer; `hang` never answers; an error is the answer. */
export type Fate = 'pass' | 'lose' | 'hang' | ServiceError;

export interface Asked {
  /** Counts from 1. */
  readonly number: number;
  /** `PutItem`, `Query`, ... */
  readonly operation: string;
  /** As JSON. */
  readonly body: string;
}

export class TroubledEndpoint {
  readonly #server: http.Server;
  readonly #behind: string;
  /** Operations in the order they came. */
  readonly asked: string[] = [];
  /** Decides before a request is handed on. */
  fate: (asked: Asked) => Fate = () => 'pass';
  /** Called when the request is done, before its answer is given. */
  done: (asked: Asked) => void = () => {};

  constructor(behind: string) {
    this.#behind = behind;
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const asked = { number: this.asked.push(operation), operation, body: body.toString() };
    const fate = this.fate(asked);
    if (fate === 'hang') return;
    if (typeof fate === 'object') {
      response.writeHead(fate.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazon#${fate.type}`, message: fate.message }));
      return;
    }
    // The signature is over the host, which DynamoDB Local does not check.
    const headers = { ...request.headers } as Record<string, string>;
    for (const name of ['host', 'connection', 'content-length', 'expect']) delete headers[name];
    const answer = await fetch(this.#behind, { method: 'POST', headers, body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    this.done(asked);
    if (fate === 'lose') {
      response.destroy();
      return;
    }
    const crc = answer.headers.get('x-amz-crc32');
    response.writeHead(answer.status, {
      'content-type': 'application/x-amz-json-1.0',
      ...(crc === null ? {} : { 'x-amz-crc32': crc }),
    });
    response.end(bytes);
  }
}
