/** Weeks as ISO 8601 counts them: from Monday, UTC; the first of a year holds its first Thursday. */

const day = 86_400;

/** `2026-W01` of a time in seconds since 1970; null where no calendar reaches. */
export function isoWeek(seconds: number): string | null {
  const days = Math.floor(seconds / day);
  // 1970 began on a Thursday: day 3 of a week that is counted from 0.
  const weekday = (((days + 3) % 7) + 7) % 7;
  const thursday = days - weekday + 3;
  const year = new Date(1000 * day * thursday).getUTCFullYear();
  if (!(year >= 1970 && year <= 9999)) return null;
  const newYear = Date.UTC(year, 0, 1) / (1000 * day);
  const week = 1 + Math.floor((thursday - newYear) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
