/** What the next candidate shall be, by strategy. */

import type { Strategy } from '../../domain/strategy.ts';
import { nameOf } from './lessons.ts';

/** The task in the bot's own words; trials are named by their numbers alone. */
export function strategyWords(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'refine':
      return 'Strategy: refine. Keep the baseline and make one part of it better: prediction, contexts, adaptation, transform, quantisation, entropy coding or side information. Choose the part where most bytes go.';
    case 'combine':
      return `Strategy: combine. Take what works in ${nameOf(strategy.first)} and in ${nameOf(strategy.second)} into the baseline, each where it gains. Leave out what made them lose elsewhere.`;
    case 'explore':
      return 'Strategy: explore. Try something that none of the earlier trials did: another model of the picture, not another constant. It may be a larger change, but it must be complete.';
    case 'repair':
      return `Strategy: repair. ${nameOf(strategy.trial)} came near. Find out from its analysis and numbers what kept it from winning, mend exactly that, on top of the baseline, and keep the rest of its idea.`;
    case 'simplify':
      return 'Strategy: simplify. Take out of the baseline what no longer pays, or replace several special cases by one rule that adapts, so that it needs fewer bytes or leaves ticks for something better. It must still gain.';
  }
}
