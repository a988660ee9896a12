/** What is asked of a language model, and what can come of it other than an answer. */

import type { Cost } from '../domain/trial/trial.ts';

/** A piece of a prompt. */
export interface PromptPart {
  /** What it is for, in one word; not sent. */
  readonly name: string;
  readonly text: string;
  /** Ends a stretch that stays the same from call to call, so that it is paid for once. */
  readonly cached: boolean;
}

export interface Prompt {
  readonly system: readonly PromptPart[];
  readonly user: readonly PromptPart[];
}

/** What was spent, whatever came of it. */
export interface Spending {
  readonly model: string;
  readonly cost: Cost;
}

/** Why there is no answer. `said` is the API's own explanation. */
export type ModelFault =
  | { readonly kind: 'no_key' }
  | { readonly kind: 'wrong_key'; readonly said: string }
  | {
      readonly kind: 'unknown_model';
      readonly model: string;
      /** Models that the key may use; none when they cannot be listed. */
      readonly alternatives: readonly string[];
    }
  /** Nobody knows what the model costs. */
  | { readonly kind: 'unpriced_model'; readonly model: string }
  /** `seconds` until the API takes requests again; null when it does not say. */
  | { readonly kind: 'rate_limited'; readonly seconds: number | null }
  | { readonly kind: 'overloaded'; readonly said: string }
  | { readonly kind: 'unreachable'; readonly said: string }
  /** Nothing complete within so many seconds, retries included. */
  | { readonly kind: 'timed_out'; readonly seconds: number }
  | { readonly kind: 'invalid_request'; readonly said: string }
  /** The answer reached the limit before its end. */
  | {
      readonly kind: 'truncated';
      readonly limit: 'max_tokens' | 'context';
      readonly tokens: number;
    }
  | { readonly kind: 'refused'; readonly said: string }
  /** An answer that is not what was asked for. */
  | { readonly kind: 'malformed'; readonly why: string }
  /** US dollars: the call's worst case, and what is left. */
  | { readonly kind: 'over_budget'; readonly needed: number; readonly left: number };
