/** Money that may be spent: counted down by the worst case before a call, settled after it. */

import { round6 } from '../../domain/metrics/number.ts';

/** What is set aside for one call. */
export interface Hold {
  /** Gives back what the call did not cost, in US dollars. Throws when it was settled already: a bug. */
  settle(usd: number): void;
}

export class Budget {
  readonly #total: number;
  #left: number;

  /** `usd` is all that may be spent; a number that is none allows nothing. */
  constructor(usd: number) {
    this.#total = usd > 0 ? usd : 0;
    this.#left = this.#total;
  }

  /** US dollars that are neither spent nor set aside; below 0 when a call cost more than its worst case. */
  get left(): number {
    return round6(this.#left);
  }

  /** US dollars that are spent or set aside. A call that never ended stays charged in full. */
  get spent(): number {
    return round6(this.#total - this.#left);
  }

  /** Sets the worst case aside; null when it is more than what is left. */
  reserve(usd: number): Hold | null {
    if (!(usd <= this.left)) return null;
    this.#left -= usd;
    let settled = false;
    return {
      settle: (actual) => {
        if (settled) throw new Error('this call is settled already');
        settled = true;
        this.#left += usd - actual;
      },
    };
  }
}
