/** Claude over the Messages API: one prompt in, one checked JSON answer out, and the bill. */

import { randomBytes } from 'node:crypto';
import Anthropic, { type Middleware } from '@anthropic-ai/sdk';
import * as z from 'zod';
import { costOf, estimateTokens, type Price, priceOf, worstCase } from '../../domain/price.ts';
import { noCost } from '../../domain/trial/trial.ts';
import type { ModelFault, Prompt, PromptPart, Spending } from '../../ports/model.ts';
import type { Budget } from './budget.ts';
import { type CallState, faultOf } from './fault.ts';
import { type Reply, readReply } from './reply.ts';

export const defaultModel = 'claude-sonnet-5-5';
export const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof efforts)[number];

/** Attempts after the first one; all of them happen before the deadline. */
const mostRetries = 2;
/** Models that refuse requests which name an effort. */
const withoutEffort = /^claude-(haiku|sonnet)-4-5(-|$)/;

export interface ClaudeOptions {
  /** null when there is none: every call ends in a fault that says so. */
  readonly apiKey: string | null;
  readonly model: string;
  /** null: what suits each call. */
  readonly effort: Effort | null;
  /** For a model that is not on the price list; null: as on the list. */
  readonly price: Price | null;
  readonly budget: Budget;
  /** For one call with all its retries. */
  readonly deadlineSeconds: number;
  /** null: Anthropic's own. */
  readonly baseUrl: string | null;
  /** Sees every request and response: for recording and replaying. */
  readonly middleware: readonly Middleware[];
}

export interface Call<T> {
  readonly prompt: Prompt;
  /** The answer's form. Of lengths and ranges it says nothing: the API does not take them. */
  readonly schema: z.ZodType<T>;
  readonly maxTokens: number;
  readonly effort: Effort;
}

export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T; readonly spending: Spending }
  | { readonly kind: 'faulted'; readonly fault: ModelFault; readonly spending: Spending };

/** 32 hex digits by which data is marked in prompts. */
export function randomDelimiter(): string {
  return randomBytes(16).toString('hex');
}

export class Claude {
  readonly #options: ClaudeOptions;
  readonly #price: Price | null;

  constructor(options: ClaudeOptions) {
    this.#options = options;
    this.#price = options.price ?? priceOf(options.model);
  }

  get model(): string {
    return this.#options.model;
  }

  /** The most that such a call may cost, in US dollars; null when the model's price is not known. */
  worstCase(promptTokens: number, maxTokens: number): number | null {
    return this.#price === null ? null : worstCase(this.#price, promptTokens, maxTokens);
  }

  /**
   * Asks once, with the retries that a busy API needs. Rejects only for bugs: whatever comes of it is an
   * outcome with its cost. The budget is charged the worst case before, and what it really was after.
   */
  async ask<T>(call: Call<T>): Promise<Answer<T>> {
    const { model, budget, apiKey } = this.#options;
    const key = apiKey?.trim() ?? '';
    if (key === '') return this.#faulted({ kind: 'no_key' });
    if (this.#price === null) return this.#faulted({ kind: 'unpriced_model', model });
    const needed = worstCase(this.#price, promptTokens(call), call.maxTokens);
    const hold = budget.reserve(needed);
    if (hold === null) return this.#faulted({ kind: 'over_budget', needed, left: budget.left });
    const { reply, state } = await this.#send(key, call);
    const cost = reply.usage === null ? noCost : costOf(reply.usage, this.#price);
    hold.settle(cost.usd);
    const read = readAnswer(reply, state, call);
    const spending = { model, cost };
    if (read.kind === 'answered') return { ...read, spending };
    const fault = await this.#withAlternatives(read.fault, key);
    return { kind: 'faulted', fault, spending };
  }

  #faulted(fault: ModelFault): Answer<never> {
    return { kind: 'faulted', fault, spending: { model: this.model, cost: noCost } };
  }

  async #send<T>(
    key: string,
    call: Call<T>,
  ): Promise<{ readonly reply: Reply; readonly state: CallState }> {
    const { model, deadlineSeconds } = this.#options;
    const milliseconds = deadlineSeconds * 1000;
    const signal = AbortSignal.timeout(milliseconds);
    const watch = new RefusalWatch(Date.now() + milliseconds);
    const client = this.#client(key, watch.middleware);
    const reply = await client.messages
      .create(
        { ...requestOf(call, this.#options), stream: true },
        { signal, timeout: milliseconds, maxRetries: mostRetries },
      )
      .then(
        (events) => readReply(events, call.maxTokens),
        (error): Reply => ({ text: '', usage: null, stop: null, refusal: null, error }),
      );
    const { refusal } = watch;
    return { reply, state: { model, deadlineSeconds, late: signal.aborted, refusal } };
  }

  #client(key: string, ...watching: readonly Middleware[]): Anthropic {
    const { baseUrl, middleware } = this.#options;
    return new Anthropic({
      apiKey: key,
      baseURL: baseUrl ?? 'https://api.anthropic.com',
      middleware: [...watching, ...middleware],
      logLevel: 'off',
      openTelemetry: false,
    });
  }

  /** Names what the key may use instead of a model that is not there. */
  async #withAlternatives(fault: ModelFault, key: string): Promise<ModelFault> {
    if (fault.kind !== 'unknown_model') return fault;
    const signal = AbortSignal.timeout(10_000);
    const page = await this.#client(key)
      .models.list({ limit: 20 }, { signal, maxRetries: 0 })
      .catch((error: unknown) => {
        if (faultOf(error, quietState(this.#options)) === null) throw error;
        return null;
      });
    return { ...fault, alternatives: page?.data.map(({ id }) => id) ?? [] };
  }
}

function quietState({ model }: ClaudeOptions): CallState {
  return { model, deadlineSeconds: 10, late: false, refusal: null };
}

/** Remembers refusals, and stops retries that would wait beyond the deadline. */
class RefusalWatch {
  readonly #deadline: number;
  #refusal: CallState['refusal'] = null;

  /** `deadline` in milliseconds since 1970. */
  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  get refusal(): CallState['refusal'] {
    return this.#refusal;
  }

  readonly middleware: Middleware = async (request, next) => {
    const response = await next(request);
    if (response.ok) {
      this.#refusal = null;
      return response;
    }
    const seconds = Number.parseFloat(response.headers.get('retry-after') ?? '');
    const retryAfter = Number.isFinite(seconds) ? Math.ceil(seconds) : null;
    this.#refusal = { status: response.status, retryAfter };
    if (Date.now() + 1000 * (retryAfter ?? 0) < this.#deadline) return response;
    const headers = new Headers(response.headers);
    headers.set('x-should-retry', 'false');
    return new Response(response.body, { status: response.status, headers });
  };
}

function requestOf<T>(
  { prompt, schema, maxTokens, effort }: Call<T>,
  options: ClaudeOptions,
): Anthropic.MessageCreateParams {
  const asked = options.effort ?? effort;
  return {
    model: options.model,
    max_tokens: maxTokens,
    system: prompt.system.map(textBlock),
    messages: [{ role: 'user', content: prompt.user.map(textBlock) }],
    output_config: {
      ...(withoutEffort.test(options.model) ? {} : { effort: asked }),
      format: { type: 'json_schema', schema: jsonSchema(schema) },
    },
  };
}

function textBlock({ text, cached }: PromptPart): Anthropic.TextBlockParam {
  const block = { type: 'text' as const, text };
  return cached ? { ...block, cache_control: { type: 'ephemeral' } } : block;
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}

/** Tokens of the whole request, the schema included, and a little for what wraps the parts. */
function promptTokens<T>({ prompt, schema }: Call<T>): number {
  const parts = [...prompt.system, ...prompt.user];
  const text = parts.reduce((sum, part) => sum + estimateTokens(part.text) + 8, 0);
  return text + estimateTokens(JSON.stringify(jsonSchema(schema))) + 400;
}

type Reading<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'faulted'; readonly fault: ModelFault };

function readAnswer<T>(reply: Reply, state: CallState, call: Call<T>): Reading<T> {
  const faulted = (fault: ModelFault): Reading<T> => ({ kind: 'faulted', fault });
  if (reply.error !== null) {
    const fault = faultOf(reply.error, state);
    if (fault === null) throw reply.error;
    return faulted(fault);
  }
  switch (reply.stop) {
    case 'max_tokens':
      return faulted({ kind: 'truncated', limit: 'max_tokens', tokens: call.maxTokens });
    case 'model_context_window_exceeded':
      return faulted({ kind: 'truncated', limit: 'context', tokens: call.maxTokens });
    case 'refusal':
      return faulted({ kind: 'refused', said: reply.refusal ?? 'it gives no reason' });
    case null:
      // The SDK ends an aborted stream without an error.
      if (state.late) return faulted({ kind: 'timed_out', seconds: state.deadlineSeconds });
      return faulted({ kind: 'malformed', why: 'the message has no end' });
    default:
      return parseAnswer(reply.text, call.schema);
  }
}

function parseAnswer<T>(text: string, schema: z.ZodType<T>): Reading<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'faulted', fault: { kind: 'malformed', why: 'it is not JSON' } };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: 'answered', value: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the answer';
  const why = `${where}: ${issue?.message ?? 'does not fit'}`;
  return { kind: 'faulted', fault: { kind: 'malformed', why } };
}
