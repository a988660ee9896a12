/** Who writes candidates, compared: what each gains per candidate and per dollar. Mutation is the yardstick. */

import { type Gain, gainOf, type Series, seriesOf } from './statistics/gain.ts';
import { settleTrials } from './statistics/records.ts';
import { type Author, authors, type Trial } from './trial/trial.ts';

/** One author's candidates on one benchmark. */
export type Arm = { readonly author: Author } & Series & Gain;

/**
 * The arms that got a verdict, benchmark by benchmark, authors in a fixed order. An error of the bot is no
 * candidate's, but it cost what it cost. Settled or not, trials count as `settleTrials` says.
 */
export function compareArms(records: readonly Trial[]): Arm[] {
  return seriesOf(settleTrials(records)).flatMap(({ trials, ...series }) =>
    authors.flatMap((author) => {
      const own = trials.filter(({ candidate }) => candidate.author === author);
      const gain = gainOf(own);
      return gain.candidates === 0 ? [] : [{ author, ...series, ...gain }];
    }),
  );
}

/** Whether there is anything to compare: two authors on one benchmark, measured alike. */
export function areRivals(arms: readonly Arm[]): boolean {
  return arms.some((arm) =>
    arms.some(
      (other) =>
        other.author !== arm.author &&
        other.measurement_digest === arm.measurement_digest &&
        other.benchmark === arm.benchmark,
    ),
  );
}
