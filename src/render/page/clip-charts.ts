/** What the newest accepted candidate spends on each clip, beside its baseline and the reference encoder. */

import type { Benchmark, BenchmarkClip } from '../../domain/benchmark.ts';
import type { CaseMeasurement, Evaluation } from '../../domain/evaluation.ts';
import { grouped } from '../../domain/text/wording.ts';
import { casesOf } from '../clip-table.ts';
import { oneLine } from '../sanitize.ts';
import { type Html, html } from './html.ts';
import { linearScale, logScale } from './scale.ts';
import { signed } from './wording.ts';

/** Evaluations measured alike; the baseline's is null when no trial holds it. */
export interface Pair {
  readonly candidate: Evaluation;
  readonly baseline: Evaluation | null;
}

/** More clips than these make no picture. */
const mostClips = 24;
const longestName = 40;

/** Bars of bytes for each clip (lossless), or a rate-distortion curve for each (lossy). */
export function clipCharts({ objective, clips }: Benchmark, pair: Pair): Html {
  const shown = clips.slice(0, mostClips);
  const left = clips.length - shown.length;
  const note = left === 0 ? null : html`<p class="note">And ${left} more clips.</p>`;
  if (objective === 'lossless') return html`${byteTable(shown, pair)}${note}`;
  return html`<div class="curves">${shown.map((clip) => curve(clip, pair))}</div>${note}`;
}

interface Bar {
  readonly kind: 'reference' | 'baseline' | 'candidate';
  readonly bytes: number;
}

function byteTable(clips: readonly BenchmarkClip[], pair: Pair): Html {
  const rows = clips.map((clip) => ({ name: clip.clip.name, bars: barsOf(clip, pair) }));
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ bytes }) => bytes)));
  return html`<table class="bars"><thead class="unseen"><tr><th scope="col">clip</th><th scope="col">bytes, as bars</th><th scope="col">bytes</th><th scope="col">change against the baseline</th></tr></thead><tbody>${rows.map(
    ({ name, bars }) =>
      html`<tr><th scope="row">${oneLine(name, longestName)}</th><td class="picture">${bars.map(
        ({ kind, bytes }) => barOf(kind, bytes / most),
      )}</td><td class="number">${grouped(bars.at(-1)?.bytes ?? 0)}</td><td class="number soft">${changeOf(bars)}</td></tr>`,
  )}</tbody></table>`;
}

function barsOf(clip: BenchmarkClip, { candidate, baseline }: Pair): readonly Bar[] {
  const reference = clip.reference[0];
  return [
    ...(reference ? [{ kind: 'reference' as const, bytes: reference.bytes }] : []),
    ...(baseline ? [{ kind: 'baseline' as const, bytes: bytesOf(clip, baseline) }] : []),
    { kind: 'candidate' as const, bytes: bytesOf(clip, candidate) },
  ];
}

function bytesOf({ clip }: BenchmarkClip, evaluation: Evaluation): number {
  return casesOf(evaluation, clip.name).reduce((sum, { bytes }) => sum + bytes, 0);
}

function changeOf(bars: readonly Bar[]): string {
  const [ours, theirs] = ['candidate', 'baseline'].map(
    (kind) => bars.find((bar) => bar.kind === kind)?.bytes,
  );
  return ours === undefined || !theirs ? '' : signed(100 * (ours / theirs - 1));
}

/** A bar that stretches with the page. `part` is 0 to 1. */
export function barOf(kind: string, part: number): Html {
  const width = Math.round(1000 * Math.min(1, part)) / 10;
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="${kind}" width="${width}" height="1"/></svg>`;
}

const size = { width: 300, height: 210 };
const margin = { left: 34, right: 10, top: 10, bottom: 26 };

interface Curve {
  readonly kind: Bar['kind'];
  readonly points: readonly { readonly bytes: number; readonly psnr: number }[];
}

/** One clip: PSNR over bytes, the window in which rates are compared as a band. */
function curve(clip: BenchmarkClip, pair: Pair): Html {
  const name = oneLine(clip.clip.name, longestName);
  const curves = curvesOf(clip, pair).filter(({ points }) => points.length > 0);
  const points = curves.flatMap((each) => each.points);
  if (points.length === 0) return html``;
  const bytes = points.map((point) => point.bytes);
  const psnr = points.map((point) => point.psnr).concat(clip.windows?.psnr_db ?? []);
  const right = size.width - margin.right;
  const bottom = size.height - margin.bottom;
  const x = logScale([Math.min(...bytes) / 1.15, Math.max(...bytes) * 1.15], [margin.left, right]);
  const y = linearScale([Math.min(...psnr) - 1, Math.max(...psnr) + 1], [bottom, margin.top], 6);
  const lines = curves.map((each) => {
    const places = each.points.map((point) => `${x.at(point.bytes)} ${y.at(point.psnr)}`);
    return html`<path class="curve ${each.kind}" d="M${places.join('L')}"/><path class="points ${each.kind}" d="${places.map((place) => `M${place}h0`).join('')}"/>`;
  });
  const [low, high] = clip.windows?.psnr_db ?? [0, 0];
  const band = html`<rect class="band" x="${margin.left}" width="${right - margin.left}" y="${y.at(high)}" height="${Math.round(10 * (y.at(low) - y.at(high))) / 10}"/>`;
  const ticks = html`${y.ticks.map((tick) => html`<line class="grid" x1="${margin.left}" x2="${right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`)}${x.ticks.map((tick) => html`<text class="tick" x="${x.at(tick)}" y="${bottom + 18}" text-anchor="middle">${kilobytes(tick)}</text>`)}`;
  return html`<figure><figcaption>${name}</figcaption><svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${name}: PSNR-YUV in dB over bytes">${clip.windows ? band : null}${ticks}${lines}</svg></figure>`;
}

function curvesOf(clip: BenchmarkClip, { candidate, baseline }: Pair): readonly Curve[] {
  const reference = clip.reference.flatMap(({ bytes, psnr_yuv: psnr }) =>
    psnr === null ? [] : [{ bytes, psnr }],
  );
  const curves: Curve[] = [
    { kind: 'reference', points: reference },
    { kind: 'baseline', points: baseline ? pointsOf(casesOf(baseline, clip.clip.name)) : [] },
    { kind: 'candidate', points: pointsOf(casesOf(candidate, clip.clip.name)) },
  ];
  return curves.map(({ kind, points }) => ({
    kind,
    points: points
      .filter(({ bytes, psnr }) => bytes > 0 && Number.isFinite(psnr))
      .toSorted((a, b) => a.bytes - b.bytes),
  }));
}

function pointsOf(cases: readonly CaseMeasurement[]): Curve['points'] {
  return cases.flatMap(({ bytes, psnr_yuv: psnr }) => (psnr === null ? [] : [{ bytes, psnr }]));
}

function kilobytes(bytes: number): string {
  return bytes >= 1000 ? `${bytes / 1000}k` : String(bytes);
}
