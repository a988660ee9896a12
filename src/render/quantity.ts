/** Numbers with their units, the same on every machine (no locale). */

import { grouped } from '../domain/text/wording.ts';
import type { Cost } from '../domain/trial/trial.ts';

/** Three digits without the sign, for sentences: `7.3 %`. */
export function share(value: number): string {
  return `${Number(Math.abs(value).toPrecision(3))} %`;
}

/** `31.20 to 41.07`; one number when both are the same. */
export function range(values: readonly number[], format: (value: number) => string): string {
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** `$0.0741 (11,900 tokens in, 4,318 out)`, or `none`. */
export function costWords(cost: Cost): string {
  if (cost.usd === 0) return 'none';
  const tokens = cost.input_tokens + cost.cache_read_tokens + cost.cache_write_tokens;
  return `${dollars(cost.usd)} (${grouped(tokens)} tokens in, ${grouped(cost.output_tokens)} out)`;
}

/** US dollars; cents of a cent where a call is that cheap. */
export function dollars(usd: number): string {
  return usd === 0 ? '$0' : `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}

/** The same, or a dash where there is no such number. */
export function dollarsOrNone(usd: number | null): string {
  return usd === null ? '–' : dollars(usd);
}

const units = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3_600, name: 'h' },
  { seconds: 60, name: 'min' },
] as const;

/** `45 s`, `12 min`, `3.5 h`, `2 d`: one unit, since nobody plans by more. */
export function duration(seconds: number): string {
  const unit = units.find((each) => seconds >= each.seconds);
  if (unit === undefined) return `${Math.round(seconds)} s`;
  return `${Number((seconds / unit.seconds).toPrecision(2))} ${unit.name}`;
}

/** `2026-11-22` of a time in seconds. */
export function dateOf(seconds: number): string {
  return new Date(1000 * seconds).toISOString().slice(0, 10);
}
