/** A Messages API of our own over HTTP: checks each request against the SDK's types, streams or not, and can be made to fail. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Anthropic from '@anthropic-ai/sdk';
import { requestChecker } from './messages-api-schema.ts';

/** A request's body as it came. */
export type ApiRequest = Anthropic.MessageCreateParams;

export interface ApiUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

/** What the next request gets. */
export type ApiReply =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly stop?: Anthropic.StopReason;
      readonly usage?: ApiUsage;
      readonly refusal?: string;
    }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly type: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The stream ends after so many events, as broken pipes do. */
  | { readonly kind: 'disconnect'; readonly afterEvents: number; readonly text: string }
  /** An error event after so many events. */
  | { readonly kind: 'stream_error'; readonly afterEvents: number; readonly type: string }
  /** Status 200 with a body that is no stream. */
  | { readonly kind: 'raw'; readonly body: string; readonly contentType: string }
  /** No answer at all; or the beginning of one. */
  | { readonly kind: 'silence'; readonly afterEvents?: number };

export const defaultUsage: ApiUsage = { input: 1000, output: 200 };

/** A message whose text is the JSON of a value. */
export function json(value: unknown, usage: ApiUsage = defaultUsage): ApiReply {
  return { kind: 'message', text: JSON.stringify(value), usage };
}

const key = 'test-key';
const models = ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5'];
let checker: Awaited<ReturnType<typeof requestChecker>> | null = null;

export class MessagesApi {
  readonly requests: ApiRequest[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  readonly #replies: ApiReply[] = [];
  readonly #server: Server;
  #respond: ((request: ApiRequest) => ApiReply) | null = null;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: Error) => {
        response.destroy(error);
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get key(): string {
    return key;
  }

  async start(): Promise<this> {
    checker ??= await requestChecker();
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Replies in the order of the requests. */
  queue(...replies: readonly ApiReply[]): this {
    this.#replies.push(...replies);
    return this;
  }

  /** For requests beyond the queue. */
  answer(respond: (request: ApiRequest) => ApiReply): this {
    this.#respond = respond;
    return this;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    this.headers.push(request.headers);
    const bearer = request.headers.authorization?.replace('Bearer ', '');
    if ((request.headers['x-api-key'] ?? bearer) !== key) {
      return sendError(response, { status: 401, type: 'authentication_error' }, 'invalid key');
    }
    const [, wanted] = /^\/v1\/models\/([^/?]+)$/.exec(request.url ?? '') ?? [];
    if (wanted !== undefined) return sendModel(response, wanted);
    if (request.url?.startsWith('/v1/models')) return sendModels(response);
    if (request.method !== 'POST' || request.url !== '/v1/messages') {
      return sendError(response, { status: 404, type: 'not_found_error' }, 'no such path');
    }
    const asked = JSON.parse(body) as ApiRequest;
    const faults = checker?.(asked) ?? ['the API was not started'];
    if (faults.length > 0) {
      const type = 'invalid_request_error';
      return sendError(response, { status: 400, type }, faults.join('; '));
    }
    this.requests.push(asked);
    if (!models.includes(asked.model)) {
      const type = 'not_found_error';
      return sendError(response, { status: 404, type }, `model: ${asked.model}`);
    }
    const reply = this.#replies.shift() ?? this.#respond?.(asked);
    if (reply === undefined) throw new Error('nobody told the API what to answer');
    send(response, asked, reply);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function modelOf(id: string) {
  return { type: 'model', id, display_name: id, created_at: '' };
}

function sendModel(response: ServerResponse, id: string): void {
  if (!models.includes(id)) {
    sendError(response, { status: 404, type: 'not_found_error' }, `model: ${id}`);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(modelOf(id)));
}

function sendModels(response: ServerResponse): void {
  const data = models.map(modelOf);
  const page = { data, has_more: false, first_id: models[0], last_id: models.at(-1) };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
}

function sendError(
  response: ServerResponse,
  { status, type, headers }: { status: number; type: string; headers?: Record<string, string> },
  message: string,
): void {
  const body = { type: 'error', error: { type, message } };
  response
    .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1', ...headers })
    .end(JSON.stringify(body));
}

function send(response: ServerResponse, asked: ApiRequest, reply: ApiReply): void {
  switch (reply.kind) {
    case 'error': {
      const { status, type, headers } = reply;
      const quick = headers && 'retry-after' in headers ? { 'retry-after-ms': '' } : {};
      sendError(response, { status, type, headers: { ...quick, ...headers } }, type);
      return;
    }
    case 'raw':
      response.writeHead(200, { 'content-type': reply.contentType }).end(reply.body);
      return;
    case 'silence':
      if (reply.afterEvents !== undefined) {
        sendEvents(response, eventsOf(asked, { kind: 'message', text: 'x' }), reply.afterEvents);
      }
      return;
    case 'disconnect': {
      const events = eventsOf(asked, { kind: 'message', text: reply.text });
      sendEvents(response, events, reply.afterEvents);
      setTimeout(() => response.destroy(), 20);
      return;
    }
    case 'stream_error': {
      const error = { type: 'error', error: { type: reply.type, message: reply.type } };
      const events = eventsOf(asked, { kind: 'message', text: 'x' }).slice(0, reply.afterEvents);
      sendEvents(response, [...events, error]);
      response.end();
      return;
    }
    case 'message':
      if (asked.stream !== true) {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(messageOf(asked, reply)));
        return;
      }
      sendEvents(response, eventsOf(asked, reply));
      response.end();
  }
}

type MessageReply = Extract<ApiReply, { kind: 'message' }>;

function messageOf(asked: ApiRequest, reply: MessageReply): Anthropic.Message {
  const { input, output, cacheRead = 0, cacheWrite = 0 } = reply.usage ?? defaultUsage;
  return {
    id: 'msg_test',
    type: 'message',
    role: 'assistant',
    model: asked.model,
    container: null,
    diagnostics: null,
    content: [{ type: 'text', text: reply.text, citations: null }],
    stop_reason: reply.stop ?? 'end_turn',
    stop_sequence: null,
    stop_details:
      reply.refusal === undefined
        ? null
        : { type: 'refusal', category: null, explanation: reply.refusal },
    usage: {
      input_tokens: input,
      output_tokens: output,
      cache_read_input_tokens: cacheRead,
      cache_creation_input_tokens: cacheWrite,
      cache_creation: null,
      inference_geo: null,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
      speed: 'standard',
    },
  };
}

/** As the API streams: thinking first, whose words are left out, then the text in pieces. */
function eventsOf(asked: ApiRequest, reply: MessageReply): Anthropic.RawMessageStreamEvent[] {
  const message = messageOf(asked, reply);
  const { usage } = message;
  const pieces = reply.text.match(/[\s\S]{1,400}/g) ?? [];
  return [
    {
      type: 'message_start',
      message: {
        ...message,
        content: [],
        stop_reason: null,
        usage: { ...usage, output_tokens: 1 },
      },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'signature_delta', signature: 'c2ln' },
    },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'text', text: '', citations: null },
    },
    ...pieces.map((text) => ({
      type: 'content_block_delta' as const,
      index: 1,
      delta: { type: 'text_delta' as const, text },
    })),
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: {
        container: null,
        stop_reason: message.stop_reason,
        stop_sequence: null,
        stop_details: message.stop_details,
      },
      usage: {
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cache_creation_input_tokens: usage.cache_creation_input_tokens,
        cache_read_input_tokens: usage.cache_read_input_tokens,
        output_tokens_details: null,
        server_tool_use: null,
      },
    },
    { type: 'message_stop' },
  ];
}

function sendEvents(
  response: ServerResponse,
  events: readonly { readonly type: string }[],
  most = events.length,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const event of events.slice(0, most)) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
}
