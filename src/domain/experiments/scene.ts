/** What an investigation starts from, and what it asks of every probe. */

import type { Limits } from '../benchmark.ts';
import type { CallFault, CallSite, Failure } from '../failure.ts';
import type { CaseFault } from '../outcome.ts';
import type { SourceCode } from '../source/code.ts';
import { firstMismatch } from '../video/first-mismatch.ts';
import type { Clip } from '../video/frame.ts';
import { type QualityFloor, qualityOf, worstPlace } from './floor.ts';
import type { Probe, ProbeResult } from './probe.ts';

export interface FailureScene {
  readonly source: string;
  readonly code: SourceCode;
  /** The first failing call, as the evaluation saw it. */
  readonly lead: CaseFault;
  /** All failures of the evaluation. */
  readonly failures: readonly Failure[];
  readonly limits: Limits;
  /** Every frame must come back unchanged. */
  readonly exact: boolean;
  /** For a curve that misses its window: what frames have to reach. */
  readonly floor?: QualityFloor | undefined;
  /** The case that all probes run on: the smallest that fails in the same way; at first the failing one itself. */
  readonly clip: Clip;
  readonly quality: number;
  /** The case of the lead. */
  readonly original: { readonly clip: Clip; readonly quality: number };
  /** The smoke cases, which a repair must pass. */
  readonly smoke: readonly { readonly clip: Clip; readonly quality: number }[];
  /** Ticks for each call on `clip`. */
  readonly ticksPerCall: number;
}

/** A probe of the scene's case as it failed, with some of it changed. */
export function probeOf(scene: FailureScene, changes: Partial<Probe> = {}): Probe {
  const { source, clip, quality, ticksPerCall } = scene;
  return {
    ...{ source, clip, quality, ticksPerCall },
    machines: 'separate',
    lifetime: 'clip',
    ...changes,
  };
}

export interface ProbeFault {
  readonly call: CallSite['call'];
  readonly frame: number;
  readonly fault: CallFault;
}

/**
 * The first thing that went wrong in a probe of this clip; null when everything came back. Where frames must be
 * exact, one that came back changed is wrong; where they have to reach a quality, those that do not. A probe that was stopped says nothing: 'unknown'.
 */
export function faultIn(
  { exact, floor }: Pick<FailureScene, 'exact' | 'floor'>,
  { clip }: Pick<Probe, 'clip'>,
  result: ProbeResult | undefined,
): ProbeFault | null | 'unknown' {
  if (result?.kind !== 'ran') return 'unknown';
  const decoded = new Map<number, Uint8Array>();
  for (const { call, frame, result: called } of result.calls) {
    if (called.kind === 'failed') return { call, frame, fault: called.fault };
    if (call === 'decompress') decoded.set(frame, called.bytes);
    if (!exact || call !== 'decompress') continue;
    const first = firstMismatch(clip, frame, called.bytes);
    if (first !== null) return { call, frame, fault: { kind: 'mismatch', first } };
  }
  if (!floor || qualityOf(clip, decoded, floor.axis) >= floor.decibels) return null;
  const first = worstPlace(clip, decoded);
  if (first === null) return null;
  return { call: 'decompress', frame: first.frame, fault: { kind: 'mismatch', first } };
}

/** Whether everything came back: what a repair has to show. */
export function cameBack(
  scene: Pick<FailureScene, 'exact' | 'floor'>,
  probe: Pick<Probe, 'clip'>,
  result: ProbeResult | undefined,
): boolean {
  return faultIn(scene, probe, result) === null;
}

/** Whether a probe failed as the lead did: in the same call, and by the same kind of fault at the same place. */
export function failsAlike(lead: CaseFault, fault: ProbeFault | null | 'unknown'): boolean {
  if (fault === null || fault === 'unknown' || fault.fault.kind !== lead.fault.kind) return false;
  if (fault.call !== lead.site.call) return false;
  if (fault.fault.kind !== 'thrown' || lead.fault.kind !== 'thrown') return true;
  const [a, b] = [fault.fault, lead.fault];
  return a.name === b.name && a.location?.line === b.location?.line;
}
