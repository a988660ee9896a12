/** What an evaluation and a comparison say, in lines of plain text. */

import { type Account, accountOf, dearestCalls, type Pair } from '../../domain/account.ts';
import { type Benchmark, type BenchmarkClip, tickLimit } from '../../domain/benchmark.ts';
import { againstReference } from '../../domain/compare.ts';
import type { CaseMeasurement, Evaluation } from '../../domain/evaluation.ts';
import { grouped, percent } from '../../domain/text/wording.ts';
import type { Comparison, Trial } from '../../domain/trial/trial.ts';
import { sampleCount } from '../../domain/video/frame.ts';
import { casesOf } from '../clip-table.ts';
import { oneLine } from '../sanitize.ts';

/** One line a clip: bytes, quality, and how near the calls come to their limit. */
export function evaluationLines(benchmark: Benchmark, evaluation: Evaluation): readonly string[] {
  const against = againstReference(benchmark, evaluation);
  const total = `all clips: ${grouped(evaluation.total_bytes)} bytes, ${evaluation.bits_per_sample.toFixed(3)} bits per sample`;
  return [
    ...benchmark.clips.map((entry) => {
      const { name } = entry.clip;
      const cases = casesOf(evaluation, name);
      const points = cases.map((each) => pointWords(each, benchmark.objective));
      return `${oneLine(name, 60)}: ${points.join('; ')}; ${tickWords(benchmark, entry, evaluation)}`;
    }),
    against === null ? total : `${total}, ${percent(against)} against the reference`,
  ];
}

function pointWords(measured: CaseMeasurement, objective: Benchmark['objective']): string {
  const { first_frame_bytes: first, frames } = measured;
  const split = first === undefined || frames < 2 ? '' : ` (first frame ${grouped(first)})`;
  const bytes = `${grouped(measured.bytes)} bytes${split}`;
  if (objective === 'lossless') return bytes;
  const psnr = measured.psnr_yuv === null ? 'exact' : `${measured.psnr_yuv.toFixed(2)} dB`;
  return `quality ${measured.quality} ${bytes}, ${psnr}`;
}

/** Of the dearest call; of an older record, of the mean. */
function tickWords(benchmark: Benchmark, entry: BenchmarkClip, evaluation: Evaluation): string {
  const calls = dearestCalls(benchmark, entry, evaluation);
  if (calls !== null) {
    const { encode, decode, limit } = calls;
    return `ticks of the dearest call ${grouped(encode)} to encode, ${grouped(decode)} to decode, of ${grouped(limit)}`;
  }
  const limit = tickLimit(benchmark.limits, sampleCount(entry.clip));
  const cases = casesOf(evaluation, entry.clip.name);
  const most = (ticks: (measured: CaseMeasurement) => number) =>
    Math.max(0, ...cases.map((each) => Math.ceil(ticks(each) / each.frames)));
  const encode = most((each) => each.encode_ticks);
  const decode = most((each) => each.decode_ticks);
  return `ticks a frame ${grouped(encode)} to encode, ${grouped(decode)} to decode, of ${grouped(limit)}`;
}

/** `-3.200 % (dog -4.100 %, city +0.200 %; held-out clips -2.900 %)`. */
export function comparisonWords(comparison: Comparison): string {
  const { rate_change_percent: change, per_clip: clips, held_out: heldOut } = comparison;
  const parts = clips.map(
    (each) => `${oneLine(each.clip, 60)} ${percent(each.rate_change_percent)}`,
  );
  const held =
    heldOut?.rate_change_percent == null
      ? ''
      : `; held-out clips ${percent(heldOut.rate_change_percent)}`;
  return `${percent(change)} (${parts.join(', ')}${held})`;
}

/** One line a clip: what the candidate needs against the baseline, by frame; null unless both are known. */
export function accountWords(trial: Trial, benchmark: Benchmark): string | null {
  const { evaluation, baseline, comparison } = trial;
  if (evaluation === null || baseline.evaluation === null || comparison === null) return null;
  const account = accountOf(benchmark, evaluation, baseline.evaluation);
  return account.length === 0 ? null : account.map(accountLine).join('\n');
}

function accountLine({ clip, bytes, frames, settings, ticks }: Account[number]): string {
  const shown = (name: string, pair: Pair | null | undefined) =>
    pair ? [`${name} ${grouped(pair.ours)} against ${grouped(pair.theirs)}`] : [];
  const changes = Object.entries(settings ?? {}).flatMap(([name, change]) =>
    change === null
      ? []
      : [`${settingNames[name as keyof typeof settingNames]} ${percent(change)}`],
  );
  const parts = [
    ...shown('bytes', bytes),
    ...shown('first frame', frames?.first),
    ...shown('other frames', frames?.others),
    ...(changes.length === 0 ? [] : [`at equal settings ${changes.join(', ')}`]),
    ...(ticks === null
      ? []
      : [
          `dearest call ${grouped(ticks.encode)} ticks to encode, ${grouped(ticks.decode)} to decode, of ${grouped(ticks.limit)}`,
        ]),
  ];
  return `${oneLine(clip, 60)}: ${parts.join('; ')}`;
}

const settingNames = {
  bytes: 'bytes',
  first: 'first frame',
  others: 'other frames',
  y: 'squared error of Y',
  u: 'of U',
  v: 'of V',
} as const;
