/** One mermaid chart a review: what the candidate spends (line) against the baseline (bars). */

import type { Benchmark, BenchmarkClip, Window } from '../domain/benchmark.ts';
import type { CaseMeasurement, Evaluation } from '../domain/evaluation.ts';
import type { Trial } from '../domain/trial/trial.ts';
import { sampleCount } from '../domain/video/frame.ts';
import { casesOf, worstClip } from './clip-table.ts';
import { chartName, type XyChart, xyChart } from './mermaid.ts';

/** Points along the quality axis. */
const steps = 9;

/** Bits per sample of every clip, or bytes over quality of the worst one; null when there is nothing to set against. */
export function renderChart(
  trial: Trial,
  benchmark: Benchmark,
  baseline: Evaluation | null,
): string | null {
  if (trial.evaluation === null || baseline === null) return null;
  const pair = { candidate: trial.evaluation, baseline };
  if (benchmark.objective === 'lossless') return bitsChart(benchmark, pair);
  const worst = worstClip(trial);
  const clip = benchmark.clips.find((each) => each.clip.name === worst?.clip);
  return clip === undefined ? null : rateChart(clip, pair);
}

interface Pair {
  readonly candidate: Evaluation;
  readonly baseline: Evaluation;
}

function bitsChart({ clips }: Benchmark, { candidate, baseline }: Pair): string | null {
  const bits = (evaluation: Evaluation) => clips.map((clip) => bitsPerSample(evaluation, clip));
  const series = { candidate: bits(candidate), baseline: bits(baseline) };
  return drawn({
    title: 'bits per sample: bars baseline, line candidate',
    xAxis: clips.map(({ clip }) => clip.name),
    yAxis: 'bits per sample',
    series,
    digits: 3,
  });
}

function bitsPerSample(evaluation: Evaluation, { clip }: BenchmarkClip): number {
  const cases = casesOf(evaluation, clip.name);
  const bytes = cases.reduce((sum, each) => sum + each.bytes, 0);
  const frames = cases.reduce((sum, each) => sum + each.frames, 0);
  return (8 * bytes) / (frames * sampleCount(clip));
}

function rateChart({ clip, windows }: BenchmarkClip, { candidate, baseline }: Pair): string | null {
  if (windows === null) return null;
  const [low, high] = windows.psnr_db;
  const rates = (evaluation: Evaluation) => ratesOver(casesOf(evaluation, clip.name), [low, high]);
  const series = { candidate: rates(candidate), baseline: rates(baseline) };
  return drawn({
    title: `${chartName(clip.name)}, bytes at equal quality: bars baseline, line candidate`,
    xAxis: { title: 'PSNR-YUV in dB', from: low, to: high },
    yAxis: 'bytes',
    series,
    digits: 0,
  });
}

/** Bytes at evenly spaced qualities, for the eye only: straight lines between points in log rate. */
function ratesOver(cases: readonly CaseMeasurement[], [low, high]: Window): readonly number[] {
  const points = cases
    .flatMap(({ bytes, psnr_yuv: psnr }) =>
      psnr === null ? [] : [{ psnr, rate: Math.log(bytes) }],
    )
    .sort((a, b) => a.psnr - b.psnr);
  return Array.from({ length: steps }, (_, step) => {
    const psnr = low + ((high - low) * step) / (steps - 1);
    const right = points.findIndex((point) => point.psnr >= psnr);
    const [a, b] = [points[Math.max(0, right - 1)], points[right]];
    if (a === undefined || b === undefined || a.psnr > psnr) return Number.NaN;
    const along = a === b ? 0 : (psnr - a.psnr) / (b.psnr - a.psnr);
    return Math.exp(a.rate + along * (b.rate - a.rate));
  });
}

interface Drawing extends Pick<XyChart, 'title' | 'xAxis' | 'digits'> {
  readonly yAxis: string;
  readonly series: { readonly candidate: readonly number[]; readonly baseline: readonly number[] };
}

function drawn({ title, xAxis, yAxis, series, digits }: Drawing): string | null {
  const { candidate: line, baseline: bars } = series;
  const to = Math.ceil(Math.max(...line, ...bars) * 1.05);
  return xyChart({ title, xAxis, yAxis: { title: yAxis, from: 0, to }, bars, line, digits });
}
