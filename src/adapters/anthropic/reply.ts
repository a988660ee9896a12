/** Reads a streamed message, and keeps count of what it costs even when it breaks off. */

import type Anthropic from '@anthropic-ai/sdk';
import type { TokenUsage } from '../../domain/price.ts';

type StreamEvent = Anthropic.RawMessageStreamEvent;

export interface Reply {
  readonly text: string;
  /** null before the message has begun: nothing is charged then. */
  readonly usage: TokenUsage | null;
  /** null when it never came to its end. */
  readonly stop: Anthropic.StopReason | null;
  /** Why the model declined; null when it did not, or does not say. */
  readonly refusal: string | null;
  /** What broke the stream; null when it ended by itself. */
  readonly error: unknown;
}

/** Never rejects. `maxTokens` is what a message that broke off is charged for: nobody tells its length. */
export async function readReply(
  events: AsyncIterable<StreamEvent>,
  maxTokens: number,
): Promise<Reply> {
  let text = '';
  let usage: TokenUsage | null = null;
  let stop: Anthropic.StopReason | null = null;
  let refusal: string | null = null;
  let error: unknown = null;
  try {
    for await (const each of events) {
      const event = (each ?? {}) as LooseEvent;
      if (event.type === 'message_start') usage = begun(event.message?.usage, maxTokens);
      if (event.type === 'content_block_delta' && typeof event.delta?.text === 'string') {
        text += event.delta.text;
      }
      if (event.type === 'message_delta') {
        stop = stopOf(event.delta?.stop_reason);
        const why = event.delta?.stop_details?.explanation;
        refusal = typeof why === 'string' ? why : null;
        usage = ended(event.usage, usage ?? begun(undefined, maxTokens));
      }
    }
  } catch (thrown) {
    error = thrown;
  }
  return { text, usage, stop, refusal, error };
}

/** Nothing between here and a gateway checks what it sends: any part may be missing, or something else. */
interface LooseEvent {
  readonly type?: StreamEvent['type'];
  readonly message?: { readonly usage?: LooseUsage } | null;
  readonly delta?: {
    readonly text?: unknown;
    readonly stop_reason?: unknown;
    readonly stop_details?: { readonly explanation?: unknown } | null;
  } | null;
  readonly usage?: LooseUsage;
}

type LooseUsage = Readonly<Record<string, unknown>> | null | undefined;

function stopOf(value: unknown): Anthropic.StopReason | null {
  return typeof value === 'string' ? (value as Anthropic.StopReason) : null;
}

function begun(usage: LooseUsage, maxTokens: number): TokenUsage {
  return {
    input: tokens(usage?.input_tokens) ?? 0,
    output: maxTokens,
    cacheRead: tokens(usage?.cache_read_input_tokens) ?? 0,
    cacheWrite: tokens(usage?.cache_creation_input_tokens) ?? 0,
  };
}

/** The totals at the end; what they leave out is as it was at the beginning. */
function ended(usage: LooseUsage, before: TokenUsage): TokenUsage {
  return {
    input: tokens(usage?.input_tokens) ?? before.input,
    output: tokens(usage?.output_tokens) ?? before.output,
    cacheRead: tokens(usage?.cache_read_input_tokens) ?? before.cacheRead,
    cacheWrite: tokens(usage?.cache_creation_input_tokens) ?? before.cacheWrite,
  };
}

/** Money rests on it: what is no number of tokens is not counted as one. */
function tokens(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}
