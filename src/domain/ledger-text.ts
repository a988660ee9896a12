/** A ledger entry as the text of a comment: a sentence for people, and a hidden line that is read back. */

import { round6 } from './metrics/number.ts';

/** One run's money, in US dollars. */
export interface LedgerEntry {
  /** Of one run; unique. */
  readonly run: string;
  /** When it was made, in seconds. */
  readonly time: number;
  /** The run's worst case. */
  readonly reserved: number;
  /** What it really spent; null while it has not ended. */
  readonly spent: number | null;
}

const runPattern = /^[A-Za-z0-9-]{1,60}$/;

/** Throws when the run's name is of another form: a bug. */
export function printLedgerEntry({ run, time, reserved, spent }: LedgerEntry): string {
  if (!runPattern.test(run)) throw new Error(`'${run}' is no name of a run`);
  const words =
    spent === null
      ? `Run ${run} may spend up to $${reserved.toFixed(2)}. Until it ends, all of that counts as spent.`
      : `Run ${run} spent $${spent.toFixed(4)} of the $${reserved.toFixed(2)} set aside for it.`;
  const numbers = [time, round6(reserved), spent === null ? 'open' : round6(spent)];
  return `${words}\n\n<!-- codec-crucible:ledger v1 ${run} ${numbers.join(' ')} -->`;
}

/** null when the text is no entry. Who wrote it, the caller checks. */
export function parseLedgerEntry(text: string): LedgerEntry | null {
  const found =
    /<!-- codec-crucible:ledger v1 ([A-Za-z0-9-]{1,60}) (\d{1,12}) (\d{1,9}(?:\.\d{1,6})?) (open|\d{1,9}(?:\.\d{1,6})?) -->\s*$/.exec(
      text,
    );
  if (!found) return null;
  const [, run = '', time, reserved, spent] = found;
  return {
    run,
    time: Number(time),
    reserved: Number(reserved),
    spent: spent === 'open' ? null : Number(spent),
  };
}
