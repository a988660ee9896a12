/** What can go wrong on the way to GitHub and back. */

/**
 * - `status`: an answer of that status; `base_modified` and `line` are two of GitHub's own.
 * - `refusal`: an answer in words that the server does not know by itself.
 * - `reset`: the connection breaks.
 * - `rate_limit`: the secondary limit, with `retry-after` in seconds.
 * - `delay`: the right answer, so many milliseconds late.
 * - `meanwhile`: something happens just before the request is served; then it is served.
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly when?: 'before' | 'after' }
  | ({ readonly kind: 'refusal' } & ErrorAnswer)
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' }
  | { readonly kind: 'rate_limit'; readonly status: 403 | 429; readonly retryAfter: number }
  | { readonly kind: 'base_modified' }
  | { readonly kind: 'line' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'meanwhile'; readonly act: () => void };

export interface PlannedFault {
  /** Part of the request's name, as in `requests`: `/merge`, `POST`, `GraphQL Snapshot`. All when absent. */
  readonly on?: string | RegExp;
  /** The how manieth matching request from now: 1 is the next. */
  readonly nth?: number;
  /** How many in a row: 1 when absent. */
  readonly times?: number;
  readonly fault: Fault;
}

export interface ErrorAnswer {
  readonly status: number;
  readonly message: string;
  readonly errors?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

interface Waiting extends PlannedFault {
  toSkip: number;
  left: number;
}

export class Faults {
  #planned: Waiting[] = [];
  #untilDeath = Number.POSITIVE_INFINITY;

  plan(planned: PlannedFault): void {
    this.#planned.push({ ...planned, toSkip: (planned.nth ?? 1) - 1, left: planned.times ?? 1 });
  }

  /** After so many more requests every connection breaks, until `revive`: the caller's end, as seen from here. */
  dieAfter(requests: number): void {
    this.#untilDeath = requests;
  }

  revive(): void {
    this.#untilDeath = Number.POSITIVE_INFINITY;
  }

  /** Whether faults are planned that did not happen. */
  get pending(): boolean {
    return this.#planned.length > 0;
  }

  /** Counts the request; false when it does not arrive any more. */
  arrives(): boolean {
    if (this.#untilDeath <= 0) return false;
    this.#untilDeath -= 1;
    return true;
  }

  /** The fault for a request of that name, which is used up by it. */
  take(name: string): Fault | null {
    for (const each of this.#planned) {
      if (!matches(each.on, name)) continue;
      if (each.toSkip > 0) {
        each.toSkip -= 1;
        continue;
      }
      each.left -= 1;
      if (each.left === 0) this.#planned = this.#planned.filter((other) => other !== each);
      return each.fault;
    }
    return null;
  }
}

function matches(on: string | RegExp | undefined, name: string): boolean {
  if (on === undefined) return true;
  return typeof on === 'string' ? name.includes(on) : on.test(name);
}

/** The answer that stands for a fault; null when the fault is none of an answer. */
export function answerOf(fault: Fault): ErrorAnswer | null {
  switch (fault.kind) {
    case 'status':
      return { status: fault.status, message: 'Server Error' };
    case 'refusal': {
      const { kind: _, ...said } = fault;
      return said;
    }
    case 'rate_limit':
      return {
        status: fault.status,
        message:
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        headers: { 'retry-after': String(fault.retryAfter) },
      };
    case 'base_modified':
      return {
        status: 405,
        message: 'Base branch was modified. Review and try the merge again.',
      };
    case 'line':
      return {
        status: 422,
        message: 'Unprocessable Entity',
        errors: ['Line could not be resolved'],
      };
    default:
      return null;
  }
}
