/** What an evaluation and a comparison say, in lines of plain text. */

import { type Benchmark, tickLimit } from '../../domain/benchmark.ts';
import { againstReference } from '../../domain/compare.ts';
import type { CaseMeasurement, Evaluation } from '../../domain/evaluation.ts';
import { grouped, percent } from '../../domain/text/wording.ts';
import type { Comparison } from '../../domain/trial/trial.ts';
import { sampleCount } from '../../domain/video/frame.ts';
import { casesOf } from '../clip-table.ts';
import { oneLine } from '../sanitize.ts';

/** One line a clip: bytes, quality, and how near the calls come to their limit. */
export function evaluationLines(benchmark: Benchmark, evaluation: Evaluation): readonly string[] {
  const against = againstReference(benchmark, evaluation);
  const total = `all clips: ${grouped(evaluation.total_bytes)} bytes, ${evaluation.bits_per_sample.toFixed(3)} bits per sample`;
  return [
    ...benchmark.clips.map(({ clip }) => {
      const cases = casesOf(evaluation, clip.name);
      const limit = tickLimit(benchmark.limits, sampleCount(clip));
      const points = cases.map((each) => pointWords(each, benchmark.objective));
      return `${oneLine(clip.name, 60)}: ${points.join('; ')}; ${tickWords(cases, limit)}`;
    }),
    against === null ? total : `${total}, ${percent(against)} against the reference`,
  ];
}

function pointWords(measured: CaseMeasurement, objective: Benchmark['objective']): string {
  const bytes = `${grouped(measured.bytes)} bytes`;
  if (objective === 'lossless') return bytes;
  const psnr = measured.psnr_yuv === null ? 'exact' : `${measured.psnr_yuv.toFixed(2)} dB`;
  return `quality ${measured.quality} ${bytes}, ${psnr}`;
}

function tickWords(cases: readonly CaseMeasurement[], limit: number): string {
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
