/** What is going on, for whoever watches. Nothing depends on it. */

import type { Evaluation, Stage } from '../domain/evaluation.ts';
import type { Trial } from '../domain/trial/trial.ts';
import type { PullRequest } from './forge.ts';

export type Happening =
  | {
      readonly kind: 'opened';
      readonly pullRequest: PullRequest;
      readonly title: string;
      readonly hypothesis: string;
    }
  | { readonly kind: 'resumed'; readonly pullRequest: PullRequest }
  /** `what` is who is being evaluated: the candidate, the baseline, or a held-out set. */
  | { readonly kind: 'stage'; readonly stage: Stage; readonly what: string }
  | { readonly kind: 'cases'; readonly done: number; readonly total: number }
  | { readonly kind: 'judged'; readonly trial: Trial; readonly baseline: Evaluation | null }
  | { readonly kind: 'merged'; readonly number: number; readonly commit: string }
  | { readonly kind: 'closed'; readonly number: number }
  | { readonly kind: 'stale'; readonly number: number }
  /** Accepted, but rules of the repository keep it from being merged. */
  | { readonly kind: 'blocked'; readonly number: number; readonly why: string }
  /** The forge cannot say what it changes. */
  | { readonly kind: 'unreadable'; readonly number: number; readonly why: string }
  /** It changes more than one codec. */
  | { readonly kind: 'refused'; readonly number: number }
  | { readonly kind: 'exhausted'; readonly why: string };

export type Narrate = (happening: Happening) => void;
