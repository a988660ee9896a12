/** The day's money: set aside before a run asks a model anything, settled when it ends. */

import { round6 } from '../domain/metrics/number.ts';
import type { PlannedSpending } from '../domain/plan.ts';
import { SetupError } from '../domain/setup-error.ts';
import type { Ledger } from '../ports/ledger.ts';
import { lostAccount } from '../render/run-summary.ts';
import type { Purse } from './plan.ts';

const day = 24 * 3600;

/** In US dollars. */
export interface SpendingRules {
  /** Within 24 hours. */
  readonly perDay: number;
  /** For the analysis and repair of one candidate. */
  readonly perCandidate: number;
  /** The most that one proposal may cost. */
  readonly perProposal: number;
}

/**
 * A purse on the ledger. A run that never ended stays charged in full, so that crashes cannot spend
 * without limit; a run that is started again finds its own entry and does not pay twice for it. Where money was
 * spent and the account of it is gone, there is no telling what is left: nothing is.
 */
export function ledgerPurse(
  ledger: Ledger,
  { run, time, rules }: { run: string; time: number; rules: SpendingRules },
): Purse {
  return {
    async open({ proposals: wished, due, spentBefore = 0 }) {
      const left = await leftToday(ledger, { run, time, perDay: rules.perDay });
      const forDue = Math.min(left, due * rules.perCandidate);
      const each = rules.perProposal + rules.perCandidate;
      const affordable = Math.floor(round6((left - forDue) / each));
      const proposals = Math.max(0, Math.min(wished, affordable));
      const reserved = round6(forDue + proposals * each);
      if (reserved > 0 && spentBefore > 0 && !(await ledger.isThere())) {
        throw new SetupError(lostAccount(spentBefore));
      }
      if (reserved > 0) await ledger.write({ run, time, reserved, spent: null });
      const note =
        proposals < wished
          ? `$${left.toFixed(2)} of the day's $${rules.perDay.toFixed(2)} are left, and a candidate may cost $${each.toFixed(2)}: ${proposals} of ${wished} are proposed. \`max-usd-per-day\` sets the limit.`
          : null;
      return { proposals, note, spending: { run, time, reserved, spent: 0 } };
    },
  };
}

async function leftToday(
  ledger: Ledger,
  { run, time, perDay }: { run: string; time: number; perDay: number },
): Promise<number> {
  const entries = await ledger.entriesSince(time - day);
  const charged = entries
    .filter((entry) => entry.run !== run)
    .reduce((sum, { reserved, spent }) => sum + (spent ?? reserved), 0);
  return Math.max(0, round6(perDay - charged));
}

/** The run is over: `usd` is what it spent after its proposals. */
export async function settleSpending(
  ledger: Ledger,
  { run, time, reserved, spent }: PlannedSpending,
  usd: number,
): Promise<void> {
  if (reserved === 0) return;
  await ledger.write({ run, time, reserved, spent: round6(spent + usd) });
}

/** What is left for analyses once the proposals are paid. */
export function leftForAnalysis({ reserved, spent }: PlannedSpending): number {
  return Math.max(0, round6(reserved - spent));
}

/**
 * Whether an account belongs to a run, of whatever attempt (`RUN-ATTEMPT`): a plan is an artifact, and may
 * not settle the accounts of others.
 */
export function isOfRun(account: string, runId: string): boolean {
  return runOf(account) === runOf(runId);
}

/** The run of an attempt of it, `RUN-ATTEMPT`. */
export function runOf(attempt: string): string {
  return attempt.replace(/-\d+$/, '');
}
