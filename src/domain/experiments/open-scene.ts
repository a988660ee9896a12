/** From a failed evaluation to the scene of its investigation. */

import { type Benchmark, tickLimit } from '../benchmark.ts';
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
