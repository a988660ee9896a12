/** What every flow works with: one benchmark, and the ports. */

import type { Forge } from '../ports/forge.ts';
import type { Narrate } from '../ports/narrator.ts';
import type { People } from '../ports/people.ts';
import type { Advisers } from './advise.ts';
import type { Bench } from './judge.ts';

/** From whom winners are merged without a person's word, beside the bot itself. */
export const acceptFrom = ['bot', 'writers', 'anyone'] as const;
export type AcceptFrom = (typeof acceptFrom)[number];

export interface Rules {
  readonly acceptFrom: AcceptFrom;
  /** How long a failed candidate stays open for repair. */
  readonly keepFailedHours: number;
}

/** Who is asked about failures. */
export interface Desk {
  /** Advisers that may spend what one candidate may cost. */
  readonly advisersFor: () => Promise<Advisers>;
  /** How often a failed candidate may be repaired. */
  readonly repairs: number;
}

export interface Workshop extends Bench {
  readonly forge: Forge;
  readonly people: People;
  readonly rules: Rules;
  /** Path of the codec on the default branch. */
  readonly path: string;
  /** Seconds since 1970; for housekeeping, never for a verdict. */
  readonly now: () => number;
  readonly narrate: Narrate;
  /** null where nobody is asked; on GitHub another job asks. */
  readonly desk: Desk | null;
}
