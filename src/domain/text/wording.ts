/** Numbers in sentences, the same on every machine (no locale). */

/** An integer in groups of three: `1,520,640`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 frame`, `2,500 frames`. */
export function count(value: number, noun: string): string {
  return `${grouped(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** Signed, three decimals: `-7.300 %`. A number that does not exist is none. */
export function percent(value: number): string {
  if (!Number.isFinite(value)) return 'no number';
  const digits = Math.abs(value).toFixed(3);
  if (Number(digits) === 0) return '0.000 %';
  return `${value < 0 ? '-' : '+'}${digits} %`;
}

/** The text with a full stop, if it has none. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `a`, `a and b`, `a, b and c`; at most `max` are named. */
export function listed(words: readonly string[], max = 5): string {
  const shown = words.slice(0, max);
  const rest = words.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}
