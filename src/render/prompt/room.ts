/** How much of a prompt's budget is left. */

import { estimateTokens } from '../../domain/price.ts';

export class Room {
  #left: number;

  constructor(tokens: number) {
    this.#left = tokens;
  }

  /** Takes what has to be there, even when it is more than what is left. */
  claim(text: string): string {
    this.#left -= estimateTokens(text);
    return text;
  }

  /** Keeps so many tokens for what is not known yet. */
  hold(tokens: number): void {
    this.#left -= tokens;
  }

  /** Takes the text if it fits into `share` of what is left. */
  take(text: string, share = 1): boolean {
    const tokens = estimateTokens(text);
    if (tokens > this.#left * share) return false;
    this.#left -= tokens;
    return true;
  }
}
