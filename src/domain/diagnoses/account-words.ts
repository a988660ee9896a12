/** What an account of bytes and ticks says of a candidate that is not accepted: numbers that no table has. */

import {
  type Account,
  type ClipAccount,
  changeOf,
  type Pair,
  type PointAccount,
  type SettingAccount,
  totalOf,
} from '../account.ts';
import type { Axis } from '../compare.ts';
import { plainLine } from '../text/plain-text.ts';
import { grouped, listed, percent } from '../text/wording.ts';

/** Where the bytes went, in up to three sentences; without an account none. */
export function whereWords(account: Account, axis: Axis = 'psnr_db'): string {
  const lossy = account.some(({ settings }) => settings !== null);
  return sentences(
    lossy ? [settingWords(account, axis)] : [clipWords(account), frameWords(account)],
  );
}

/** The part of a clip that loses most, with its numbers; empty when no clip loses. */
export function largestLoss(account: Account, axis: Axis = 'psnr_db'): string {
  const point = worstPoint(account, axis);
  if (point !== null) return pointWords(point);
  const [worst] = byChange(account);
  if (worst === undefined || !(changeOf(worst.bytes) > 0)) return '';
  const name = `Largest loss: clip ${nameOf(worst)}`;
  const { first, others } = worst.frames ?? { first: null, others: null };
  if (first === null || others === null) return `${name}: ${pairWords(worst.bytes)}.`;
  const alike = percent(changeOf(first)) === percent(changeOf(others));
  if (alike) return `${name}: ${pairWords(worst.bytes)}, in the first frame as in the others.`;
  const inFirst = first.ours - first.theirs >= others.ours - others.theirs;
  return inFirst
    ? `${name}, first frame: ${pairWords(first)}; its other frames: ${percent(changeOf(others))}.`
    : `${name}, frames after the first: ${pairWords(others)}; its first frame: ${percent(changeOf(first))}.`;
}

/** What to do when first frames and the others, over all clips, disagree; null when they do not. */
export function frameAdvice(account: Account): string | null {
  const first = totalOf(account.map(({ frames }) => frames?.first));
  const others = totalOf(account.map(({ frames }) => frames?.others));
  if (first === null || others === null) return null;
  const [a, b] = [changeOf(first), changeOf(others)];
  if (a > 0 && b < 0) {
    return "First frames lose and the others gain: keep the baseline's way for the first frame (`context.index` is 0), which costs no flag.";
  }
  if (a < 0 && b > 0) {
    return 'First frames gain and the others lose: use the new way for the first frame alone (`context.index` is 0), which costs no flag.';
  }
  return null;
}

/** How many ticks the dearest call leaves; empty when a record does not say. */
export function tickWords(account: Account): string {
  const calls = account.flatMap(({ clip, ticks }) => {
    if (ticks === null) return [];
    const { encode, decode, limit } = ticks;
    const call = encode >= decode ? 'compressFrame' : 'decompressFrame';
    return [{ clip, call, limit, most: Math.max(encode, decode) }];
  });
  if (calls.length === 0 || calls.length < account.length) return '';
  const dearest = calls.reduce((a, b) => (b.most / b.limit > a.most / a.limit ? b : a));
  const { clip, call, most, limit } = dearest;
  return `The dearest call, ${call} on ${plainLine(clip, 60)}, takes ${grouped(most)} of ${grouped(limit)} ticks and leaves ${grouped(Math.max(0, limit - most))}.`;
}

export function sentences(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** "It needs 7,069 bytes more than the baseline: city +4,884, dog +1,225 and webcam -319." */
function clipWords(account: Account): string {
  const total = totalOf(account.map(({ bytes }) => bytes));
  if (total === null || account.length < 2) return '';
  const excess = ({ bytes }: ClipAccount) => bytes.ours - bytes.theirs;
  const sorted = account.toSorted((a, b) => Math.abs(excess(b)) - Math.abs(excess(a)));
  const names = sorted.map((each) => `${nameOf(each)} ${signed(excess(each))}`);
  const all = total.ours - total.theirs;
  const sum = `${grouped(Math.abs(all))} bytes ${all < 0 ? 'fewer' : 'more'}`;
  return `It needs ${sum} than the baseline: ${listed(names)}.`;
}

function frameWords(account: Account): string {
  const first = totalOf(account.map(({ frames }) => frames?.first));
  const others = totalOf(account.map(({ frames }) => frames?.others));
  if (first === null || others === null) return '';
  return `First frames take ${pairWords(first)}, the others ${pairWords(others)}.`;
}

/** Of the clip that loses most: bytes and error at the same settings, which the rate at equal quality hides. */
function settingWords(account: Account, axis: Axis): string {
  const point = worstPoint(account, axis);
  const clip = point?.clip ?? byChange(account)[0];
  if (!clip?.settings) return '';
  const { bytes, first, others, y, u, v } = clip.settings;
  const parts = [
    ['first frame', first],
    ['others', others],
  ] as const;
  const frames = known(parts);
  const split = frames === '' ? '' : ` (${frames})`;
  const planes = known([
    ['Y', y],
    ['U', u],
    ['V', v],
  ]);
  const errors = planes === '' ? '' : `, its squared error by ${planes}`;
  return `At equal quality settings the bytes of ${nameOf(clip)} change by ${percent(bytes)}${split}${errors}.`;
}

function known(parts: readonly (readonly [string, SettingAccount['first']])[]): string {
  return parts
    .flatMap(([name, change]) => (change === null ? [] : [`${name} ${percent(change)}`]))
    .join(', ');
}

interface ClipPoint {
  readonly clip: ClipAccount;
  readonly point: PointAccount;
}

/** Null when no point loses. */
function worstPoint(account: Account, axis: Axis): ClipPoint | null {
  const points = account.flatMap((clip) => {
    const point = clip.worst[axis];
    return point === null || !(changeOf(point) > 0) ? [] : [{ clip, point }];
  });
  return points.reduce<ClipPoint | null>(
    (worst, each) =>
      worst === null || changeOf(each.point) > changeOf(worst.point) ? each : worst,
    null,
  );
}

function pointWords({ clip, point }: ClipPoint): string {
  const { quality, axis, db, ours, theirs } = point;
  const at = `${db.toFixed(2)} dB ${axis === 'psnr_db' ? 'PSNR-YUV' : 'SSIM'}`;
  return `Largest loss: clip ${nameOf(clip)} at quality ${quality}: ${grouped(ours)} bytes for ${at}, where the baseline's curve has ${grouped(theirs)} (${percent(changeOf(point))}).`;
}

function byChange(account: Account): readonly ClipAccount[] {
  return account.toSorted((a, b) => changeOf(b.bytes) - changeOf(a.bytes));
}

function pairWords(pair: Pair): string {
  return `${grouped(pair.ours)} bytes against ${grouped(pair.theirs)} (${percent(changeOf(pair))})`;
}

function nameOf({ clip }: ClipAccount): string {
  return plainLine(clip, 60);
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${grouped(Math.abs(value))}`;
}
