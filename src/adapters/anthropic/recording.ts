/** Writes every exchange with the API down, and plays it again without a network, byte for byte. */

import { appendFileSync, writeFileSync } from 'node:fs';
import { APIConnectionError, type Middleware } from '@anthropic-ai/sdk';
import * as z from 'zod';
import { plainLine } from '../../domain/text/plain-text.ts';
import { UsageError } from '../../domain/usage-error.ts';
import { DeadlinePassed, rootMessage } from './fault.ts';

/** What has to be the same when the run is played again: model, effort, delimiter, ... */
export type RecordedSettings = Readonly<Record<string, string>>;

const exchangeSchema = z.strictObject({
  request: z.strictObject({ method: z.string(), path: z.string(), body: z.string() }),
  /** null when there was none: `broken` says why. */
  response: z
    .strictObject({
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      encoding: z.enum(['utf8', 'base64']),
    })
    .nullable(),
  /** What ended the exchange before its end; null when it is whole. */
  broken: z.strictObject({ by: z.enum(['network', 'deadline']), said: z.string() }).nullable(),
});
type Exchange = z.infer<typeof exchangeSchema>;

const settingsSchema = z.strictObject({ settings: z.record(z.string(), z.string()) });

/** Of the response; of the request none is kept, since the key is among them. */
const keptHeaders = ['content-type', 'retry-after', 'request-id'];

/** Starts a file of JSON lines: the settings, then an exchange a line, each written when it is over. */
export function recordInto(file: string, settings: RecordedSettings): Middleware {
  writeFileSync(file, `${JSON.stringify({ settings })}\n`);
  return async (request, next) => {
    const secrets = secretsOf(request.headers as Headers);
    const write: Write = (rest) => {
      const line = JSON.stringify({ request: requestOf(request), ...rest });
      appendFileSync(
        file,
        `${secrets.reduce((text, key) => text.replaceAll(key, '[key]'), line)}\n`,
      );
    };
    try {
      return await listenTo(await next(request), write);
    } catch (error) {
      write({ response: null, broken: breakOf(error) });
      throw error;
    }
  };
}

function requestOf(request: Parameters<Middleware>[0]): Exchange['request'] {
  const { pathname, search } = new URL(request.url);
  const body = typeof request.body === 'string' ? request.body : '';
  return { method: (request.method ?? 'GET').toUpperCase(), path: pathname + search, body };
}

function secretsOf(headers: Headers): readonly string[] {
  const values = [headers.get('authorization')?.replace(/^Bearer /, ''), headers.get('x-api-key')];
  return values.filter((value) => typeof value === 'string' && value !== '') as string[];
}

type Write = (rest: Pick<Exchange, 'response' | 'broken'>) => void;

/**
 * The response as it comes, chunk by chunk; what passed is written down when it ends or breaks. Errors
 * are short, and nobody reads them when the request is tried again: they are taken whole.
 */
async function listenTo(response: Response, write: Write): Promise<Response> {
  const chunks: Uint8Array[] = [];
  const finish = (broken: Exchange['broken']) =>
    write({ response: { ...headOf(response), ...encoded(Buffer.concat(chunks)) }, broken });
  if (response.body === null || !response.ok) {
    chunks.push(new Uint8Array(await response.arrayBuffer()));
    finish(null);
    return new Response(chunks[0], response);
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          finish(null);
          controller.close();
        } else {
          chunks.push(value);
          controller.enqueue(value);
        }
      } catch (error) {
        finish(breakOf(error));
        controller.error(error);
      }
    },
    async cancel(reason) {
      finish({ by: 'deadline', said: 'nobody read on' });
      await reader.cancel(reason);
    },
  });
  return new Response(body, response);
}

function headOf({ status, headers }: Response) {
  const kept = keptHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(kept) };
}

function encoded(bytes: Buffer): { body: string; encoding: 'utf8' | 'base64' } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { body: text, encoding: 'utf8' }
    : { body: bytes.toString('base64'), encoding: 'base64' };
}

function breakOf(error: unknown): NonNullable<Exchange['broken']> {
  const aborted = error instanceof Error && error.name === 'AbortError';
  return { by: aborted ? 'deadline' : 'network', said: rootMessage(error) };
}

/** A request that the recording does not hold. The message says where it differs. */
export class ReplayDifference extends UsageError {
  override readonly name = 'ReplayDifference';
}

export interface Replay {
  readonly settings: RecordedSettings;
  /** Answers as was recorded; throws ReplayDifference for any other request. Never reaches the network. */
  readonly middleware: Middleware;
  /** How many recorded exchanges nobody has asked for yet. */
  left(): number;
}

/** Plays what `recordInto` wrote. Throws UsageError when the text is no recording. */
export function replayFrom(text: string): Replay {
  const [first, ...rest] = text.split('\n').filter((line) => line !== '');
  const { settings } = parseLine(first ?? '', settingsSchema, 1);
  const left = rest.map((line, i) => parseLine(line, exchangeSchema, i + 2));
  const total = left.length;
  const middleware: Middleware = async (request) => {
    const asked = requestOf(request);
    const index = left.findIndex(({ request: recorded }) => sameRequest(recorded, asked));
    const [exchange] = index === -1 ? [] : left.splice(index, 1);
    if (exchange === undefined) {
      throw new ReplayDifference(differenceWords(left[0]?.request, asked, total - left.length + 1));
    }
    return responseOf(exchange);
  };
  return { settings, middleware, left: () => left.length };
}

function parseLine<T>(line: string, schema: z.ZodType<T>, number: number): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`line ${number} of the recording is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'it';
  throw new UsageError(`line ${number} of the recording is none of one: ${where} does not fit`);
}

function sameRequest(a: Exchange['request'], b: Exchange['request']): boolean {
  return a.method === b.method && a.path === b.path && a.body === b.body;
}

/** Broken exchanges break again, in the same place. */
function responseOf({ response, broken }: Exchange): Response {
  const error = broken === null ? null : errorOf(broken);
  if (response === null) throw error;
  const { status, headers, body, encoding } = response;
  const bytes = Buffer.from(body, encoding);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      if (error === null) controller.close();
    },
    pull(controller) {
      controller.error(error);
    },
  });
  // What was waited for then need not be waited for again.
  const waits = status === 200 ? {} : { 'retry-after-ms': '1' };
  return new Response(stream, { status, headers: { ...headers, ...waits } });
}

function errorOf({ by, said }: NonNullable<Exchange['broken']>): Error {
  if (by === 'deadline') return new DeadlinePassed(said);
  return new APIConnectionError({ message: said, cause: new Error(said) });
}

function differenceWords(
  recorded: Exchange['request'] | undefined,
  asked: Exchange['request'],
  number: number,
): string {
  const what = `request ${number} (${asked.method} ${asked.path})`;
  if (recorded === undefined) return `${what} is one more than was recorded`;
  if (recorded.method !== asked.method || recorded.path !== asked.path) {
    return `${what} was ${recorded.method} ${recorded.path} when it was recorded`;
  }
  const place = firstDifference(parsed(recorded.body), parsed(asked.body), 'body');
  return `${what} differs from what was recorded: ${place}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** "body.messages.0.content.1.text, character 120: recorded "...", now "..."". */
function firstDifference(recorded: unknown, now: unknown, path: string): string {
  if (typeof recorded === 'string' && typeof now === 'string') {
    let at = 0;
    while (at < recorded.length && recorded[at] === now[at]) at++;
    const piece = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
    return `${path}, character ${at + 1}: recorded ${piece(recorded)}, now ${piece(now)}`;
  }
  if (isObject(recorded) && isObject(now)) {
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(now)])) {
      const [before, after] = [recorded[key], now[key]];
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        return firstDifference(before, after, `${path}.${key}`);
      }
    }
  }
  const shown = (value: unknown) => plainLine(JSON.stringify(value) ?? 'nothing', 80);
  return `${path}: recorded ${shown(recorded)}, now ${shown(now)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
