/** What a check of the set-up found: a state, what was seen, and what a person has to set where. */

interface Found {
  /** What was checked, in a few words. */
  readonly check: string;
  readonly seen: string;
}

export type Finding =
  | (Found & { readonly state: 'fine' })
  /** `warning`: the bot works, but not as well as it could. `missing`: it does not work. `unknown`: nobody said. */
  | (Found & { readonly state: 'warning' | 'missing' | 'unknown'; readonly todo: string });

export type State = Finding['state'];

export function fine(check: string, seen: string): Finding {
  return { check, state: 'fine', seen };
}

export function warning(check: string, seen: string, todo: string): Finding {
  return { check, state: 'warning', seen, todo };
}

export function missing(check: string, seen: string, todo: string): Finding {
  return { check, state: 'missing', seen, todo };
}

export function unknown(check: string, seen: string, todo: string): Finding {
  return { check, state: 'unknown', seen, todo };
}

/** Whether the bot can do its work as far as it was seen. */
export function isReady(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'missing');
}
