/** What may become of one request on its way, of one answer on its way back, and of who asked. */

import type { Asked } from './gate.ts';

/** `before`: the service never hears of it. `after`: it has its effect, and the answer is lost. */
export type When = 'before' | 'after';

export type Fate =
  | { readonly kind: 'pass' }
  /** The process that asked is killed. */
  | { readonly kind: 'die'; readonly when: When }
  /** An error of that status; `retryAfter` in seconds. */
  | {
      readonly kind: 'status';
      readonly when: When;
      readonly status: number;
      readonly retryAfter?: number;
    }
  /** The connection breaks. */
  | { readonly kind: 'reset'; readonly when: When }
  /** It breaks in the middle of the answer. */
  | { readonly kind: 'broken' }
  /** An answer that seems whole, and whose JSON ends in the middle. */
  | { readonly kind: 'cut' }
  /** Some other machine's page in place of the answer. */
  | { readonly kind: 'page'; readonly when: When; readonly status: number }
  /** No answer until whoever asked has given up. */
  | { readonly kind: 'silence'; readonly when: When }
  /** The answer comes late, but in time. */
  | { readonly kind: 'delay' }
  /** It comes in small pieces. */
  | { readonly kind: 'drip' }
  /** The request arrives twice; which of the two answers is given. */
  | { readonly kind: 'twice'; readonly answer: 'first' | 'second' }
  /** A reading shows what was there before the newest write. */
  | { readonly kind: 'stale' }
  /** It seems lost, and arrives after the request that comes next. */
  | { readonly kind: 'straggler' }
  /** It is held until another one has overtaken it, or nobody comes. */
  | { readonly kind: 'overtaken' };

/** Every fault by its name in reports; `die` is none: it is told apart. */
export const faults = {
  'status 500': { kind: 'status', when: 'before', status: 500 },
  'status 503': { kind: 'status', when: 'before', status: 503 },
  'status 504 after the effect': { kind: 'status', when: 'after', status: 504 },
  'status 502 after the effect': { kind: 'status', when: 'after', status: 502 },
  'limit 429': { kind: 'status', when: 'before', status: 429, retryAfter: 2 },
  'limit 403': { kind: 'status', when: 'before', status: 403, retryAfter: 2 },
  reset: { kind: 'reset', when: 'before' },
  'reset after the effect': { kind: 'reset', when: 'after' },
  broken: { kind: 'broken' },
  cut: { kind: 'cut' },
  'page 200': { kind: 'page', when: 'before', status: 200 },
  'page 200 after the effect': { kind: 'page', when: 'after', status: 200 },
  'page 502': { kind: 'page', when: 'before', status: 502 },
  silence: { kind: 'silence', when: 'before' },
  'silence after the effect': { kind: 'silence', when: 'after' },
  delay: { kind: 'delay' },
  drip: { kind: 'drip' },
  'twice, first answer': { kind: 'twice', answer: 'first' },
  'twice, second answer': { kind: 'twice', answer: 'second' },
  stale: { kind: 'stale' },
  straggler: { kind: 'straggler' },
  overtaken: { kind: 'overtaken' },
} as const satisfies Readonly<Record<string, Fate>>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly FaultName[];

/** Whether a fault makes sense for a request: readings cannot be lost after an effect that they have not. */
export function suits(name: FaultName, { service, writes }: Pick<Asked, 'service' | 'writes'>) {
  const fate: Fate = faults[name];
  if (fate.kind === 'stale') return !writes;
  if (name === 'limit 403') return service === 'github';
  const after = 'when' in fate && fate.when === 'after';
  if (after || fate.kind === 'straggler' || fate.kind === 'twice') return writes;
  return true;
}
