/** Why the API gave no answer, as data and in words that say what to do about it. */

import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from '@anthropic-ai/sdk';
import { clipText, plainLine } from '../../domain/text/plain-text.ts';
import { count, listed } from '../../domain/text/wording.ts';
import type { ModelFault } from '../../ports/model.ts';

/** What is known about a call when its error is looked at. */
export interface CallState {
  readonly model: string;
  readonly deadlineSeconds: number;
  /** Whether the deadline has passed. */
  readonly late: boolean;
  /** The newest answer of the API that was an error; its retry may have been cut short by the deadline. */
  readonly refusal: { readonly status: number; readonly retryAfter: number | null } | null;
}

/** A deadline that passed when the call was recorded passes again when it is played. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** The fault of an error that a call ended with; null when it is none of the API's: a bug. */
export function faultOf(error: unknown, state: CallState): ModelFault | null {
  const aborted =
    error instanceof APIUserAbortError ||
    error instanceof APIConnectionTimeoutError ||
    error instanceof DeadlinePassed;
  if (aborted || (state.late && isBroken(error))) return lateFault(state);
  if (error instanceof APIConnectionError) return { kind: 'unreachable', said: rootMessage(error) };
  if (error instanceof APIError) return apiFault(error, state);
  if (error instanceof SyntaxError) return { kind: 'malformed', why: 'the API sent no JSON' };
  return isBroken(error) ? { kind: 'unreachable', said: rootMessage(error) } : null;
}

/** Past the deadline: the API was busy, or it was slow. */
function lateFault({ deadlineSeconds, refusal }: CallState): ModelFault {
  if (refusal?.status === 429) return { kind: 'rate_limited', seconds: refusal.retryAfter };
  if (refusal !== null && refusal.status >= 500) {
    return { kind: 'overloaded', said: `status ${refusal.status}` };
  }
  return { kind: 'timed_out', seconds: deadlineSeconds };
}

/** An error of the API: by its status, or in a stream, which has begun with 200, by its type. */
function apiFault(error: APIError, { model, refusal }: CallState): ModelFault {
  const said = plainLine(error.apiMessage ?? error.message, 300);
  const status = error.status ?? statusOf(error.type);
  switch (status) {
    case 401:
    case 403:
      return { kind: 'wrong_key', said };
    case 404:
      return { kind: 'unknown_model', model, alternatives: [] };
    case 408:
      return { kind: 'unreachable', said };
    case 429:
      return { kind: 'rate_limited', seconds: refusal?.retryAfter ?? null };
    default:
      return status < 500 ? { kind: 'invalid_request', said } : { kind: 'overloaded', said };
  }
}

function statusOf(type: APIError['type']): number {
  switch (type) {
    case 'authentication_error':
      return 401;
    case 'permission_error':
      return 403;
    case 'not_found_error':
      return 404;
    case 'rate_limit_error':
      return 429;
    case 'invalid_request_error':
      return 400;
    default:
      return 529;
  }
}

/** A connection that ended in the middle: fetch throws TypeError, an abort a DOMException. */
function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof TypeError
    ? /fetch failed|terminated|network/i.test(error.message)
    : ['AbortError', 'TimeoutError'].includes(error.name);
}

/** The innermost reason: "fetch failed" tells nobody anything. */
export function rootMessage(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const message = at instanceof Error ? at.message : String(at);
  return plainLine(message || 'the connection ended', 300);
}

/** One or two sentences: what happened, and what mends it. */
export function explainFault(fault: ModelFault): string {
  switch (fault.kind) {
    case 'no_key':
      return 'There is no API key. Set ANTHROPIC_API_KEY: in GitHub as a secret of the repository, locally in the environment.';
    case 'wrong_key':
      return `The API does not take the key (${fault.said}). Make a new one in the Claude Console and store it as ANTHROPIC_API_KEY.`;
    case 'unknown_model':
      return `The model ${plainLine(fault.model, 80)} does not exist, or not any more. ${alternativeWords(fault.alternatives)}`;
    case 'unpriced_model':
      return `What ${plainLine(fault.model, 80)} costs is not known here, so nothing bounds what it spends. Choose a model of the price list, or give its price as INPUT/OUTPUT in dollars per million tokens, for example 2/10.`;
    case 'rate_limited':
      return `The API takes no more requests for now${fault.seconds === null ? '' : ` (again in ${count(fault.seconds, 'second')})`}. The next run tries again; run less often, or raise the limit in the Claude Console.`;
    case 'overloaded':
      return `The API is overloaded or out of order (${fault.said}). Nothing to mend: the next run tries again.`;
    case 'unreachable':
      return `The API cannot be reached (${fault.said}). Check the network and the base URL; the next run tries again.`;
    case 'timed_out':
      return `There was no complete answer within ${count(fault.seconds, 'second')}. The next run tries again; a lower effort answers sooner.`;
    case 'invalid_request':
      return `The API refuses the request (${fault.said}). Check model, effort and the account's credit.`;
    case 'truncated':
      return fault.limit === 'max_tokens'
        ? `The answer was cut at ${count(fault.tokens, 'token')}. A lower effort thinks less and leaves more for the answer.`
        : "Prompt and answer do not fit into the model's context. Choose a model with a larger one.";
    case 'refused':
      return `The model declined to answer (${fault.said}). Look at the idea and at the candidate's text; another model may answer.`;
    case 'malformed':
      return `The answer cannot be used: ${fault.why}. The next run tries again.`;
    case 'over_budget':
      return `The call may cost $${fault.needed.toFixed(4)}, and $${Math.max(0, fault.left).toFixed(4)} of the budget are left. Raise max-usd-per-day or max-usd-per-candidate, or wait until tomorrow.`;
  }
}

function alternativeWords(alternatives: readonly string[]): string {
  if (alternatives.length === 0) return 'Choose another one.';
  return `Choose one of ${clipText(listed(alternatives, 20), 600)}.`;
}
