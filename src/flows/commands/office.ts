/** What commands are given, and what they answer. */

import type { Place as PlaceName } from '../../domain/command.ts';
import type { Conversation } from '../../ports/conversation.ts';
import type { Dashboard } from '../../ports/dashboard.ts';
import type { People } from '../../ports/people.ts';
import type { Candidate } from '../candidates.ts';
import type { Workshop } from '../workshop.ts';

export interface Comment {
  readonly id: number;
  /** Of the pull request or issue it stands on. */
  readonly number: number;
  readonly author: string;
  readonly body: string;
}

/** Everything commands work with. */
export interface Office {
  readonly workshops: readonly Workshop[];
  readonly people: People;
  readonly conversation: Conversation;
  readonly dashboard: Dashboard;
  /** The repository variable that pauses the bot is set: only people can change it. */
  readonly pausedByVariable: boolean;
  /** Whether there is an API key, so that Claude can be asked. */
  readonly hasKey: boolean;
}

/** The run of the evolution that has to follow. */
export interface FollowUp {
  readonly candidates: number;
  /** null leaves the choice to the bot. */
  readonly benchmark: string | null;
  readonly idea: string | null;
}

/** What a command came to: the words, if there is something new to say, and what has to follow. */
export interface Answer {
  readonly done: boolean;
  readonly reply: string | null;
  readonly followUp: FollowUp | null;
}

export type Place =
  | {
      readonly kind: Extract<PlaceName, 'open' | 'closed'>;
      readonly candidate: Candidate;
      readonly workshop: Workshop;
    }
  | { readonly kind: 'dashboard' }
  | { readonly kind: 'elsewhere' };

export interface Occasion {
  readonly comment: Comment;
  readonly place: Exclude<Place, { kind: 'elsewhere' }>;
}
