/** What people see beside pull requests, in memory: comments, reactions, the dashboard. */

import type { Conversation, Reaction } from '../../src/ports/conversation.ts';
import type { Dashboard } from '../../src/ports/dashboard.ts';

export class MemoryConversation implements Conversation {
  readonly reactions: Reaction[] = [];
  readonly replies: { readonly number: number; readonly body: string }[] = [];

  async react(_comment: number, reaction: Reaction): Promise<void> {
    this.reactions.push(reaction);
  }

  async reply(number: number, body: string): Promise<void> {
    this.replies.push({ number, body });
  }
}

export class MemoryDashboard implements Dashboard {
  #paused = false;
  body = '';

  /** Far from any pull request's. */
  async number(): Promise<number> {
    return 1000;
  }

  async isPaused(): Promise<boolean> {
    return this.#paused;
  }

  async pause(): Promise<void> {
    this.#paused = true;
  }

  async resume(): Promise<void> {
    this.#paused = false;
  }

  async show(body: string): Promise<number> {
    this.body = body;
    return this.number();
  }
}
