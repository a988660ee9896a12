/** Curves that do not span the window over which rates are compared. */

import type { CurveGap, MissedWindow } from '../failure.ts';
import { plainLine } from '../text/plain-text.ts';
import { count, listed } from '../text/wording.ts';
import type { Explanation } from './scene.ts';

/** "The curve of dog covers 31.2 to 36.0 dB; 30.0 to 40.0 is needed". */
export function gapWords({ clip, axis, covered, needed }: CurveGap): string {
  const name = plainLine(clip, 60);
  const unit = axis === 'ssim_db' ? 'dB of SSIM' : 'dB';
  const wanted = `${decibels(needed[0])} to ${decibels(needed[1])} is needed`;
  if (covered === null) return `The curve of ${name} covers nothing; ${wanted} (${unit})`;
  return `The curve of ${name} covers ${decibels(covered[0])} to ${decibels(covered[1])} ${unit}; ${wanted}`;
}

function decibels(value: number): string {
  return Number.isFinite(value) ? value.toFixed(1) : 'no number';
}

export function explainGap(gap: CurveGap, gaps: readonly CurveGap[]): Explanation {
  const { covered, needed } = gap;
  const low = covered !== null && covered[0] > needed[0];
  const high = covered !== null && covered[1] < needed[1];
  const others = new Set(gaps.map(({ clip }) => clip)).size - 1;
  const more =
    others > 0 ? ` The curve of ${count(others, 'other clip')} misses its window, too.` : '';
  const fixes = [
    low
      ? 'Even the lowest quality of the ladder comes too close to the source: give it a coarser step.'
      : '',
    high
      ? 'At the highest quality of the ladder what is decoded does not come close enough to the source: either its step is too coarse, or the decoder makes something else of the bytes than the encoder meant.'
      : '',
  ].filter((fix) => fix !== '');
  const fix =
    fixes.length > 0
      ? fixes.join(' ')
      : 'Let `context.quality` control the step size, so that each quality of the ladder gives another rate and another PSNR.';
  const side = covered === null ? 'nothing' : `${low ? 'low' : ''}${high ? 'high' : ''}`;
  return {
    category: 'validation_error',
    cause: `${gapWords(gap)}.${more}`,
    fix,
    location: null,
    subject: `curve ${gap.axis} ${side}`,
  };
}

/** Windows that both codecs miss: the field of benchmark.json that asks for too much, and what it could ask for. */
export function missedWindowWords(missed: readonly MissedWindow[]): {
  readonly cause: string;
  readonly fix: string;
} {
  const [first] = missed;
  if (first === undefined) return { cause: 'A window is missed.', fix: 'Check the windows.' };
  const { gap, baseline } = first;
  const { clip, covered, needed } = gap;
  const field = fieldOf(first);
  const others = missed.length - 1;
  const more =
    others > 0
      ? ` ${listed(missed.slice(1).map(fieldOf))} ${others === 1 ? 'is' : 'are'} missed by both, too.`
      : '';
  const high = covered !== null && covered[1] < needed[1];
  const both = [
    Math.max(covered?.[0] ?? 0, baseline?.[0] ?? 0),
    Math.min(covered?.[1] ?? 0, baseline?.[1] ?? 0),
  ] as const;
  const reached = both[0] < both[1] ? ` (both codecs span ${rangeWords(both)})` : '';
  return {
    cause: `benchmark.json asks for a window that neither the candidate nor the baseline reaches: \`${field}\` (${plainLine(clip, 60)}) is ${rangeWords(needed)}; the candidate's curve covers ${rangeWords(covered)}, the baseline's ${rangeWords(baseline)}.${more}`,
    fix: `Set \`${field}\` in benchmark.json to a range that a known encoder spans on this clip${reached}, or give \`ladder\` ${high ? 'higher' : 'lower'} qualities. The candidate need not change.`,
  };
}

function fieldOf({ gap, place }: MissedWindow): string {
  return `clips.${place}.windows.${gap.axis}`;
}

function rangeWords(range: readonly [number, number] | null): string {
  return range === null ? 'nothing' : `${decibels(range[0])} to ${decibels(range[1])} dB`;
}
