/** Writes candidates: an LLM, a mutation of the baseline, or the shipped ones. */

import type { Author, Trial } from '../domain/trial/trial.ts';

export interface ProposalRequest {
  readonly benchmark: string;
  readonly baseline: string;
  /** Trials of this benchmark, oldest first. */
  readonly history: readonly Trial[];
  /** Digests of every source that was ever a candidate or baseline here: nothing is tried twice. */
  readonly tried: ReadonlySet<string>;
}

export interface Proposal {
  readonly title: string;
  readonly hypothesis: string;
  readonly source: string;
  readonly author: Author;
}

export type ProposalOutcome =
  | { readonly kind: 'proposed'; readonly proposal: Proposal }
  | { readonly kind: 'exhausted'; readonly why: string };

export interface Proposer {
  propose(request: ProposalRequest): Promise<ProposalOutcome>;
}
