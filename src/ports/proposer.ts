/** Writes candidates: an LLM, a mutation of the baseline, or the shipped ones. */

import type { Benchmark } from '../domain/benchmark.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { Strategy } from '../domain/strategy.ts';
import type { Author, Trial } from '../domain/trial/trial.ts';
import type { ModelFault, Prompt, Spending } from './model.ts';

export interface ProposalRequest {
  readonly benchmark: string;
  readonly baseline: string;
  /** Trials of this benchmark, oldest first. */
  readonly history: readonly Trial[];
  /** Digests of every source that was ever a candidate or baseline here: nothing is tried twice. */
  readonly tried: ReadonlySet<string>;
  /** The same of their tokens, without comments and layout, as far as it is remembered. */
  readonly triedTokens?: ReadonlySet<string>;
  /** What a model is told beside it; a proposer that knows no words never asks for it. */
  readonly brief?: () => Promise<ProposalBrief>;
}

export interface ProposalBrief {
  readonly benchmark: Benchmark;
  /** null when it is not known or broken. */
  readonly baselineEvaluation: Evaluation | null;
  /** Sources of earlier candidates by digest, those of `examplesOf` at least as far as they are there. */
  readonly sources: ReadonlyMap<string, string>;
  /** prompts/guidance.md of the default branch; empty when there is none. */
  readonly guidance: string;
  /** What a person wishes for; null when nobody does. */
  readonly idea: string | null;
}

/** Everything that the prompt for one proposal is made of. */
export interface ProposalBriefing
  extends ProposalBrief,
    Pick<ProposalRequest, 'baseline' | 'history'> {
  readonly strategy: Strategy;
  /** Why the answer before was of no use; null at first. */
  readonly objection: string | null;
  /** Marks what is data; nobody can guess it. */
  readonly delimiter: string;
  /** The prompt's budget. */
  readonly tokens: number;
}

export type WriteProposalPrompt = (briefing: ProposalBriefing) => Prompt;

export interface Proposal {
  readonly title: string;
  readonly hypothesis: string;
  readonly source: string;
  readonly author: Author;
}

export type ProposalOutcome =
  | { readonly kind: 'proposed'; readonly proposal: Proposal; readonly spending?: Spending }
  | {
      readonly kind: 'exhausted';
      readonly why: string;
      /** Set when a model could not be asked, or did not answer. */
      readonly fault?: ModelFault | null;
      readonly spending?: Spending;
    };

export interface Proposer {
  propose(request: ProposalRequest): Promise<ProposalOutcome>;
}
