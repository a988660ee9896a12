/** The last word on a changed source: does everything come back on the smoke cases and on the case that failed? */

import { tickLimit } from '../benchmark.ts';
import { sampleCount } from '../video/frame.ts';
import type { Experimenting, Probe } from './probe.ts';
import { cameBack, type FailureScene, probeOf } from './scene.ts';

/** The failing case up to the frame that failed, with the ticks of an evaluation. */
export function originalProbe(scene: FailureScene, source: string): Probe {
  const { clip, quality } = scene.original;
  const frames = clip.frames.slice(0, scene.lead.site.frame + 1);
  const ticksPerCall = tickLimit(scene.limits, sampleCount(clip));
  return probeOf(scene, { source, quality, ticksPerCall, clip: { ...clip, frames } });
}

/** Smoke cases first, since they cost little. */
export function* comesBack(scene: FailureScene, source: string): Experimenting<boolean> {
  const smoke = scene.smoke.map(({ clip, quality }) => {
    const ticksPerCall = tickLimit(scene.limits, sampleCount(clip));
    return probeOf(scene, { source, clip, quality, ticksPerCall });
  });
  const isSmoke = scene.smoke.some(({ clip }) => clip === scene.original.clip);
  for (const probes of isSmoke ? [smoke] : [smoke, [originalProbe(scene, source)]]) {
    const results = yield probes;
    // What smoke frames have to reach in quality, nobody says: there it is enough that no call fails.
    const asked = probes === smoke ? { exact: scene.exact } : scene;
    if (!probes.every((probe, i) => cameBack(asked, probe, results[i]))) return false;
  }
  return true;
}
