/** Claude with the words of its prompts: what both edges, the action and the command line, open. */

import type { Middleware } from '@anthropic-ai/sdk';
import { ClaudeAnalyst } from '../adapters/anthropic/analyst.ts';
import { Budget } from '../adapters/anthropic/budget.ts';
import { Claude, randomDelimiter } from '../adapters/anthropic/claude.ts';
import { ClaudeProposer, defaultPromptTokens } from '../adapters/anthropic/proposer.ts';
import { ClaudeRepairer } from '../adapters/anthropic/repairer.ts';
import { parsePrice } from '../domain/price.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Advisers } from '../flows/advise.ts';
import { renderAnalysisPrompt } from '../render/prompt/analysis.ts';
import { renderProposalPrompt } from '../render/prompt/proposal.ts';
import { renderRepairPrompt } from '../render/prompt/repair.ts';

export interface ClaudeSettings {
  readonly apiKey: string;
  readonly model: string;
  /** `2/10`: dollars per million tokens in and out, for a model that is not on the price list; or empty. */
  readonly price: string;
  /** null: Anthropic's own. */
  readonly baseUrl: string | null;
  /** Sees every request and response. */
  readonly middleware?: readonly Middleware[];
  /** Marks data in prompts; another one each time, unless a recorded run is played. */
  readonly delimiter?: string;
}

/** One call with all its retries; a long answer takes minutes. */
const deadlineSeconds = 900;

/** Who writes candidates, within a budget. */
export function openProposer(settings: ClaudeSettings, budget: Budget): ClaudeProposer {
  return new ClaudeProposer(openClaude(settings, budget), {
    write: renderProposalPrompt,
    delimiter: settings.delimiter ?? randomDelimiter(),
    promptTokens: defaultPromptTokens,
  });
}

/** Who explains and mends, within a budget. */
export function openAdvisers(settings: ClaudeSettings, budget: Budget): Advisers {
  const claude = openClaude(settings, budget);
  const delimiter = settings.delimiter ?? randomDelimiter();
  return {
    analyst: new ClaudeAnalyst(claude, { write: renderAnalysisPrompt, delimiter }),
    repairer: new ClaudeRepairer(claude, { write: renderRepairPrompt, delimiter }),
  };
}

/**
 * The most that one proposal may cost, in US dollars. Throws when nobody knows the model's price: what is
 * not known cannot be bounded.
 */
export function dearestProposal(settings: ClaudeSettings): number {
  const usd = openProposer(settings, new Budget(0)).worstCase();
  if (usd !== null) return usd;
  throw new UsageError(
    `what the model '${settings.model}' costs is not known here: choose one of the price list, or give its price as dollars per million tokens, 2/10 (in/out)`,
  );
}

function openClaude(settings: ClaudeSettings, budget: Budget): Claude {
  const { apiKey, model, price, baseUrl, middleware = [] } = settings;
  const given = price === '' ? null : parsePrice(price);
  if (price !== '' && given === null) {
    throw new UsageError(
      `the price '${price}' is not of the form 2/10: dollars per million tokens in and out`,
    );
  }
  return new Claude({
    ...{ apiKey, model, price: given, baseUrl, middleware, deadlineSeconds, budget },
    effort: null,
  });
}
