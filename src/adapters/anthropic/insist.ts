/** Asks again, once, when an answer is of no use, and says why. */

import { addCosts } from '../../domain/price.ts';
import { type Cost, noCost } from '../../domain/trial/trial.ts';
import type { ModelFault, Spending } from '../../ports/model.ts';
import type { Call, Claude } from './claude.ts';
import { explainFault } from './fault.ts';

/** The first answer, and one more. */
export const mostAnswers = 2;

export type Use<R> =
  | { readonly kind: 'useful'; readonly result: R }
  /** `why` goes into the next prompt, without a full stop. */
  | { readonly kind: 'useless'; readonly why: string };

export type Insistence<R> =
  | { readonly kind: 'useful'; readonly result: R; readonly spending: Spending }
  | {
      readonly kind: 'useless';
      readonly why: string;
      /** null when there were answers, but none of use. */
      readonly fault: ModelFault | null;
      readonly spending: Spending;
    };

/**
 * `callWith` makes the call, with the objection to the answer before; `use` looks at an answer. Faults other
 * than a malformed answer end it at once. The spending is that of all calls.
 */
export async function insist<T, R>(
  claude: Claude,
  callWith: (objection: string | null) => Call<T>,
  use: (value: T, call: Call<T>) => Use<R>,
): Promise<Insistence<R>> {
  let cost: Cost = noCost;
  let objection: string | null = null;
  let fault: ModelFault | null = null;
  const spending = () => ({ model: claude.model, cost });
  for (let i = 0; i < mostAnswers; i++) {
    const call = callWith(objection);
    const answer = await claude.ask(call);
    cost = addCosts(cost, answer.spending.cost);
    if (answer.kind === 'answered') {
      const used = use(answer.value, call);
      if (used.kind === 'useful') return { ...used, spending: spending() };
      fault = null;
      objection = used.why;
    } else {
      fault = answer.fault;
      if (fault.kind !== 'malformed') {
        return { kind: 'useless', why: explainFault(fault), fault, spending: spending() };
      }
      objection = fault.why;
    }
  }
  const why = fault === null ? `Claude's answers are of no use: ${objection}` : explainFault(fault);
  return { kind: 'useless', why, fault, spending: spending() };
}
