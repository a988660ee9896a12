/** From a failed evaluation to the scene of its investigation. */

import { type Benchmark, tickLimit } from '../benchmark.ts';
import type { Evaluation } from '../evaluation.ts';
import type { CurveGap } from '../failure.ts';
import { ssimDb } from '../metrics/case-meter.ts';
import type { EvaluationFailed } from '../outcome.ts';
import { parseSource } from '../source/code.ts';
import { sampleCount } from '../video/frame.ts';
import { smokeCases } from '../video/smoke.ts';
import type { FailureScene } from './scene.ts';

/** Null when there is nothing that experiments could be made with: no call failed, or the source does not parse. */
export function openScene(
  source: string,
  benchmark: Benchmark,
  { failures }: EvaluationFailed,
): FailureScene | null {
  const [lead] = failures;
  const parsed = parseSource(source);
  if (lead?.kind !== 'call' || parsed.kind !== 'parsed') return null;
  const { site } = lead;
  const smoke = smokeCases(benchmark);
  const measured = benchmark.clips.map(({ clip }) => ({ clip, quality: site.quality }));
  const original = [...smoke, ...measured].find(
    ({ clip, quality }) =>
      clip.name === site.clip && quality === site.quality && clip.frames.length > site.frame,
  );
  if (original === undefined) return null;
  return {
    source,
    code: parsed.code,
    lead: { site, fault: lead.fault },
    failures,
    limits: benchmark.limits,
    exact: benchmark.objective === 'lossless',
    ...original,
    original,
    smoke,
    ticksPerCall: tickLimit(benchmark.limits, sampleCount(original.clip)),
  };
}

/** Less than that may be a matter of spending more. */
const clearlyBelow = 0.2;

/**
 * The scene of a curve that misses its window. Where it ends below it, frames have to reach more than the highest
 * quality of the ladder gives; without such a floor there is nothing that could come back.
 */
export function openCurveScene(
  source: string,
  benchmark: Benchmark,
  { evaluation, gaps }: { readonly evaluation: Evaluation; readonly gaps: readonly CurveGap[] },
): FailureScene | null {
  const parsed = parseSource(source);
  const quality = Math.max(...benchmark.ladder);
  if (parsed.kind !== 'parsed') return null;
  const missed = gaps.flatMap((gap) => {
    const clip = benchmark.clips.find(({ clip: each }) => each.name === gap.clip)?.clip;
    const measured = evaluation.cases.find(
      (each) => each.clip === gap.clip && each.quality === quality,
    );
    if (!clip || !measured) return [];
    const reached =
      gap.axis === 'psnr_db'
        ? (measured.psnr_yuv ?? Number.POSITIVE_INFINITY)
        : ssimDb(measured.ssim_y);
    return [{ gap, clip, below: gap.needed[1] - reached }];
  });
  const [worst] = missed
    .filter(({ below }) => below > clearlyBelow)
    .sort((a, b) =>
      a.gap.axis === b.gap.axis ? b.below - a.below : a.gap.axis === 'psnr_db' ? -1 : 1,
    );
  const { gap, clip, below } = worst ?? { ...missed[0], below: 0 };
  if (gap === undefined || clip === undefined) return null;
  const first = { clip: clip.name, frame: clip.frames.length - 1, plane: 'y', x: 0, y: 0 } as const;
  return {
    source,
    code: parsed.code,
    lead: {
      site: { call: 'decompress', clip: clip.name, quality, frame: clip.frames.length - 1 },
      fault: { kind: 'mismatch', first: { ...first, expected: 0, actual: 0 } },
    },
    failures: gaps.map((each) => ({ kind: 'curve', gap: each })),
    limits: benchmark.limits,
    exact: false,
    // Half way from what it reaches: a window of the clip may be harder to code than the whole.
    floor:
      below > 0
        ? { axis: gap.axis, decibels: gap.needed[1] - below / 2, margin: below / 2 }
        : undefined,
    clip,
    quality,
    original: { clip, quality },
    smoke: smokeCases(benchmark),
    ticksPerCall: tickLimit(benchmark.limits, sampleCount(clip)),
  };
}
