/** What a model costs, and how much text is how many tokens. */

import { utf8ToBytes } from '@noble/hashes/utils.js';
import { round6 } from './metrics/number.ts';
import type { Cost } from './trial/trial.ts';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Into the cache of five minutes. */
  readonly cacheWrite: number;
  /** Prompts of more tokens cost so many times as much, answers included; null when all cost the same. */
  readonly long: { readonly above: number; readonly times: number } | null;
}

/** Tokens as the API counts them; `input` are those that were neither read from a cache nor written to it. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** Cache writes cost 1.25 times the input; reads a share that differs. */
function priced(input: number, output: number, cacheRead: number): Price {
  return { input, output, cacheRead, cacheWrite: round6(1.25 * input), long: null };
}

/**
 * The price list of platform.claude.com/docs/en/about-claude/pricing, November 2026, standard speed. A
 * model that is not here is refused unless somebody gives its price: what is not known cannot be bounded.
 */
export const prices: Readonly<Record<string, Price>> = {
  'claude-fable-5-2': priced(8, 40, 0.2),
  'claude-fable-5-1': priced(10, 50, 0.25),
  'claude-fable-5': priced(10, 50, 1),
  'claude-opus-5-5': priced(4, 20, 0.2),
  'claude-opus-5': priced(5, 25, 0.5),
  'claude-opus-4-8': priced(5, 25, 0.5),
  'claude-opus-4-7': priced(5, 25, 0.5),
  'claude-opus-4-6': priced(5, 25, 0.5),
  'claude-opus-4-5': priced(5, 25, 0.5),
  'claude-sonnet-5-5': priced(2, 10, 0.1),
  'claude-sonnet-5': priced(2, 10, 0.2),
  'claude-sonnet-4-6': priced(3, 15, 0.3),
  'claude-sonnet-4-5': priced(3, 15, 0.3),
  'claude-haiku-5-5': { ...priced(0.1, 0.5, 0.01), long: { above: 100_000, times: 5 } },
  'claude-haiku-4-5': priced(1, 5, 0.1),
};

/** The price of a model, a date at the end of its name aside; null when it is not on the list. */
export function priceOf(model: string): Price | null {
  const name = model.replace(/-\d{8}$/, '');
  return Object.hasOwn(prices, name) ? (prices[name] ?? null) : null;
}

/**
 * A price as people give it: `2/10` is $2 per million tokens in and $10 out. The cache counts as input
 * then, a write a quarter more: never too little. null when it is not of that form.
 */
export function parsePrice(text: string): Price | null {
  const [, input, output] = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (input === undefined || output === undefined) return null;
  return priced(Number(input), Number(output), Number(input));
}

/** What a call cost. */
export function costOf(usage: TokenUsage, price: Price): Cost {
  const { input, output, cacheRead, cacheWrite } = usage;
  const dollars =
    input * price.input +
    output * price.output +
    cacheRead * price.cacheRead +
    cacheWrite * price.cacheWrite;
  return {
    input_tokens: input,
    output_tokens: output,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    usd: round6((dollars * factor(price, input + cacheRead + cacheWrite)) / 1_000_000),
  };
}

/** The most that a call may cost, in US dollars: the whole prompt is written to the cache, the answer is as long as allowed. */
export function worstCase(price: Price, inputTokens: number, maxTokens: number): number {
  const perInput = Math.max(price.input, price.cacheWrite);
  const dollars = inputTokens * perInput + maxTokens * price.output;
  return round6((dollars * factor(price, inputTokens)) / 1_000_000);
}

function factor({ long }: Price, promptTokens: number): number {
  return long !== null && promptTokens > long.above ? long.times : 1;
}

export function addCosts(a: Cost, b: Cost): Cost {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    cache_read_tokens: a.cache_read_tokens + b.cache_read_tokens,
    cache_write_tokens: a.cache_write_tokens + b.cache_write_tokens,
    usd: round6(a.usd + b.usd),
  };
}

/** Code has about 3.5 bytes a token for the older tokenizer and 2.7 for the newer one, which makes 30 % more. */
const bytesPerToken = 2.5;

/** How many tokens a text is at most, by rule of thumb: its UTF-8 bytes divided by 2.5, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(utf8ToBytes(text).length / bytesPerToken);
}
