/** Where a failure points: what ran when it happened, what also ran when all was well, who threw. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { enclosingFunction, type FunctionNode, functionName } from '../../source/functions.ts';
import { sampleCount } from '../../video/frame.ts';
import type { Suspicion } from '../investigation.ts';
import type { Experimenting, ProbeCall, ProbeResult } from '../probe.ts';
import { cameBack, type FailureScene, probeOf } from '../scene.ts';
import { seenIn, withCounters } from './coverage.ts';

/** Larger smoke cases tell nothing more about what runs. */
const mostSamples = 1000;

/** What a case ran in the encoder. */
export interface EncoderRun {
  readonly cameBack: boolean;
  readonly parts: readonly AnyNode[];
}

export interface Evidence {
  /** Of the failing case, then of the small smoke cases. */
  readonly runs: readonly EncoderRun[];
  /** 0 to 1: how much a node is to blame. 0 when it did not run in the failing case. */
  readonly blame: (node: AnyNode) => number;
}

interface Counted {
  readonly failed: boolean;
  readonly seen: ReadonlySet<number>;
  readonly encoder: readonly AnyNode[];
}

/** Runs the failing case and the small smoke cases with counters in every branch. */
export function* countedRuns(
  scene: FailureScene,
  code: SourceCode,
): Experimenting<readonly Counted[]> {
  const { source, regions } = withCounters(code);
  const small = scene.smoke.filter(({ clip }) => sampleCount(clip) <= mostSamples);
  const probes = [
    probeOf(scene, { source }),
    ...small.map((spec) => probeOf(scene, { ...spec, source })),
  ];
  const results = yield probes;
  return results.map((result, i) => ({
    failed: !cameBack(i === 0 ? scene : { exact: scene.exact }, probes[i] ?? scene, result),
    seen: regionsSeen(result, ['load', 'compress', 'decompress']),
    encoder: [...regionsSeen(result, ['compress'])].flatMap((at) => regions[at]?.node ?? []),
  }));
}

export function* gatherEvidence(
  scene: FailureScene,
  suspicions: readonly Suspicion[],
): Experimenting<Evidence> {
  const { regionOf } = withCounters(scene.code);
  const runs = yield* countedRuns(scene, scene.code);
  const [failing] = runs;
  const usable = failing !== undefined && failing.seen.size > 0;
  const near = nearness(scene, suspicions);
  return {
    runs: runs.map(({ failed, encoder }) => ({ cameBack: !failed, parts: encoder })),
    blame(node) {
      const region = regionOf(node);
      const ran = !usable || region === -1 || failing.seen.has(region);
      return ran ? (usable ? suspicion(runs, region) : 0.5) * near(node) : 0;
    },
  };
}

function regionsSeen(
  result: ProbeResult,
  calls: readonly ProbeCall['call'][],
): ReadonlySet<number> {
  const taken =
    result.kind === 'ran' ? result.calls.filter(({ call }) => calls.includes(call)) : [];
  const readings = taken.map(({ reading }) => reading);
  return new Set(readings.flatMap((reading) => [...seenIn(reading)]));
}

interface Run {
  readonly failed: boolean;
  readonly seen: ReadonlySet<number>;
}

/** Ochiai's measure over the runs, kept away from 0: what always runs may be wrong, too. */
function suspicion(runs: readonly Run[], region: number): number {
  const failed = runs.filter((run) => run.failed);
  const ran = runs.filter(({ seen }) => region === -1 || seen.has(region));
  const both = ran.filter((run) => run.failed).length;
  const measure = both / Math.sqrt(Math.max(1, failed.length * ran.length));
  return 0.35 + 0.65 * measure;
}

/** More for what stands where the engine, or another experiment, points. */
function nearness(
  scene: FailureScene,
  suspicions: readonly Suspicion[],
): (node: AnyNode) => number {
  const { code, lead } = scene;
  const thrown =
    lead.fault.kind === 'thrown' || lead.fault.kind === 'stack_overflow' ? lead.fault : null;
  const stack =
    lead.fault.kind === 'thrown'
      ? [...lead.fault.stack.matchAll(/at ([\w$.#]+) \(codec\.js/g)].map(
          ([, name = '']) => name.split('.').at(-1) ?? '',
        )
      : [];
  const lines = new Map<number, number>();
  if (thrown?.location) lines.set(thrown.location.line, 2.5);
  for (const [i, { line }] of suspicions.entries())
    lines.set(line, Math.max(lines.get(line) ?? 0, 4 / (1 + i / 4)));
  const functions = new Map<FunctionNode, number>();
  for (const node of code.nodes) {
    const weight = lines.get(code.locate(node).line);
    const around = weight === undefined ? null : enclosingFunction(code, node);
    if (around && weight)
      functions.set(around, Math.max(functions.get(around) ?? 0, 1 + (weight - 1) / 3));
  }
  return (node) => {
    const line = lines.get(code.locate(node).line) ?? 1;
    const around = enclosingFunction(code, node);
    const inFunction = around ? (functions.get(around) ?? 1) : 1;
    const name = around === null ? null : functionName(code, around);
    return Math.max(line, inFunction, name !== null && stack.includes(name) ? 1.4 : 1);
  };
}
