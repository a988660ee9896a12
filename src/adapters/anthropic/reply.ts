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
    for await (const event of events) {
      if (event.type === 'message_start') usage = begun(event.message.usage, maxTokens);
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
        text += event.delta.text;
      }
      if (event.type === 'message_delta') {
        stop = event.delta.stop_reason;
        refusal = event.delta.stop_details?.explanation ?? null;
        usage = ended(event.usage, usage);
      }
    }
  } catch (thrown) {
    error = thrown;
  }
  return { text, usage, stop, refusal, error };
}

function begun(usage: Anthropic.Usage, maxTokens: number): TokenUsage {
  return {
    input: usage.input_tokens,
    output: maxTokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite: usage.cache_creation_input_tokens ?? 0,
  };
}

/** The totals at the end; what they leave out is as it was at the beginning. */
function ended(usage: Anthropic.MessageDeltaUsage, before: TokenUsage | null): TokenUsage {
  return {
    input: usage.input_tokens ?? before?.input ?? 0,
    output: usage.output_tokens,
    cacheRead: usage.cache_read_input_tokens ?? before?.cacheRead ?? 0,
    cacheWrite: usage.cache_creation_input_tokens ?? before?.cacheWrite ?? 0,
  };
}
