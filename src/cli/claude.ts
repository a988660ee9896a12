/** Claude on this machine: candidates, analyses and repairs, with the day's money in a file. */

import path from 'node:path';
import { Budget } from '../adapters/anthropic/budget.ts';
import { FileLedger } from '../adapters/local/ledger.ts';
import {
  type ClaudeSettings,
  dearestProposal,
  openAdvisers,
  openProposer,
} from '../assembly/claude.ts';
import { evolve } from '../flows/evolve.ts';
import { ledgerPurse, settleSpending } from '../flows/spending.ts';
import type { Workshop } from '../flows/workshop.ts';
import type { Environment } from './environment.ts';
import type { ClaudeOptions } from './options.ts';

/** null without an API key. */
export function claudeSettings(
  { model, modelPrice }: ClaudeOptions,
  { apiKey, apiBaseUrl }: Environment,
): ClaudeSettings | null {
  if (apiKey === null) return null;
  return { apiKey, model, price: modelPrice, baseUrl: apiBaseUrl };
}

export interface ClaudeRun {
  readonly settings: ClaudeSettings;
  readonly options: ClaudeOptions;
  readonly rounds: number;
  readonly idea: string | null;
}

/** Lets Claude write so many candidates, as far as the day's money goes; what was spent is settled. */
export async function evolveWithClaude(
  workshop: Workshop,
  { settings, options, rounds, idea }: ClaudeRun,
  environment: Environment,
): Promise<void> {
  const ledger = new FileLedger(path.join(environment.crucible, 'ledger'));
  const time = Math.floor(environment.now() / 1000);
  const perProposal = dearestProposal(settings);
  const purse = ledgerPurse(ledger, {
    ...{ run: `local-${time}-${process.pid}`, time },
    rules: { perDay: options.maxUsdPerDay, perCandidate: options.maxUsdPerCandidate, perProposal },
  });
  const { proposals, note, spending } = await purse.open({ proposals: rounds, due: 0 });
  if (note !== null) environment.stderr.write(`${note}\n`);
  const forProposals = new Budget(proposals * perProposal);
  const budgets = [forProposals];
  const advisersFor = async () => {
    const budget = new Budget(options.maxUsdPerCandidate);
    budgets.push(budget);
    return openAdvisers(settings, budget);
  };
  const desk = { advisersFor, repairs: options.repairs };
  try {
    await evolve({ ...workshop, desk }, openProposer(settings, forProposals), {
      rounds: proposals,
      idea,
    });
  } finally {
    const spent = budgets.reduce((sum, budget) => sum + budget.spent, 0);
    await settleSpending(ledger, spending, spent);
  }
}
