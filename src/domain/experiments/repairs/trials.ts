/** Runs repairs: first on the smallest failing frame, then wherever they must hold. */

import { applyEdits } from '../../mutation/mutant.ts';
import { endsMachine } from '../../outcome.ts';
import { type Clip, sampleCount } from '../../video/frame.ts';
import { mostSmallSamples } from '../bounds.ts';
import type { Experimenting, Probe } from '../probe.ts';
import { type FailureScene, probeOf } from '../scene.ts';
import {
  grouped,
  parses,
  repeated,
  type Turn,
  turnsOf,
  type Wrapping,
  wrappingOf,
} from './groups.ts';
import type { Ranked } from './rank.ts';

/** Versions in one probe, and probes at once. */
const groupSize = 24;
const groupsAtOnce = 4;
const mendedTicks = 30;
/** Nothing more is tried beyond so many ticks: on small frames, and on larger ones. */
const mostTicks = { small: 10_000, large: 28_000 };

export interface Case {
  readonly clip: Clip;
  readonly quality: number;
}

/** What came of one repair in one case. */
export interface Tried {
  readonly ranked: Ranked;
  readonly turn: Turn;
}

/** How repairs of a scene are run. */
export interface TrialBench {
  readonly scene: FailureScene;
  readonly wrapping: Wrapping | null;
  readonly mostTicks: number;
  /** Ticks that all runs have taken. */
  ticks: number;
}

export function trialBench(scene: FailureScene): TrialBench {
  const isSmall = sampleCount(scene.original.clip) <= mostSmallSamples;
  const most = isSmall ? mostTicks.small : mostTicks.large;
  return { scene, wrapping: wrappingOf(scene.code), mostTicks: most, ticks: 0 };
}

/** The repairs that leave a source that can be read. */
export function readable({ scene }: TrialBench, ranked: readonly Ranked[]): readonly Ranked[] {
  return ranked.filter(({ repair }) => parses(scene.code, repair.edits));
}

/** Runs each on one case. One that does not come to an end ends its group; the rest of it is run anew, so many times. */
export function* tryOn(
  bench: TrialBench,
  spec: Case,
  ranked: readonly Ranked[],
): Experimenting<readonly Tried[]> {
  const tried: Tried[] = [];
  const waiting = [...ranked];
  const most = 8 + Math.ceil(ranked.length / (isAlone(bench) ? 1 : 4));
  for (
    let probes = 0;
    waiting.length > 0 && probes < most && bench.ticks < bench.mostTicks;
    probes += groupsAtOnce
  ) {
    const lots = lotsOf(bench, waiting);
    const results = yield lots.map((lot) => groupProbe(bench, spec, lot));
    for (const result of results) bench.ticks += result.kind === 'ran' ? result.ticks : 0;
    for (const [i, lot] of lots.entries()) {
      const turns = turnsOf(askedOf(bench.scene, spec), spec.clip, {
        versions: lot.length,
        result: results[i],
      });
      tried.push(
        ...lot
          .slice(0, turns.length)
          .map((each, at) => ({ ranked: each, turn: turns[at] as Turn })),
      );
      // The first is at fault when not even that had its turn.
      waiting.unshift(...lot.slice(Math.max(1, turns.length)));
    }
  }
  return tried;
}

/** Whether each version has a probe of its own: where most will end the machine, a group is no gain. */
function isAlone({ scene, wrapping }: TrialBench): boolean {
  return wrapping === null || endsMachine(scene.lead.fault);
}

function lotsOf(bench: TrialBench, waiting: Ranked[]): readonly (readonly Ranked[])[] {
  const size = isAlone(bench) ? 1 : groupSize;
  return Array.from({ length: groupsAtOnce }, () => waiting.splice(0, size)).filter(
    ({ length }) => length > 0,
  );
}

function groupProbe({ scene, wrapping }: TrialBench, spec: Case, lot: readonly Ranked[]): Probe {
  const edits = lot.map(({ repair }) => repair.edits);
  const [only = []] = edits;
  const ticksPerCall = spec.clip === scene.clip ? ownTicks(scene) : scene.limits.ticks_base;
  if (wrapping === null)
    return probeOf(scene, { ...spec, source: applyEdits(scene.source, only), ticksPerCall });
  const source = grouped(scene.code, wrapping, edits, spec.clip.frames.length);
  // The first call of a turn loads the version, too.
  return probeOf(scene, {
    ...spec,
    source,
    clip: repeated(spec.clip, lot.length),
    ticksPerCall: 2 * ticksPerCall,
  });
}

/** What frames have to reach in a case: beyond the failing one, nobody says which quality. */
export function askedOf(
  scene: FailureScene,
  { clip }: Case,
): Pick<FailureScene, 'exact' | 'floor'> {
  return clip === scene.clip || clip === scene.original.clip ? scene : { exact: scene.exact };
}

/** Ticks on the smallest frame: where a call does not come to an end, one that is mended needs few. */
function ownTicks({ lead, ticksPerCall }: FailureScene): number {
  return lead.fault.kind === 'tick_limit' ? Math.min(mendedTicks, ticksPerCall) : ticksPerCall;
}

/** Smoke cases that cost little, and the others. */
export function smokeOf({ smoke }: FailureScene): {
  readonly small: readonly Case[];
  readonly large: readonly Case[];
} {
  const isSmall = ({ clip }: Case) => sampleCount(clip) <= 1000;
  return { small: smoke.filter(isSmall), large: smoke.filter((each) => !isSmall(each)) };
}
