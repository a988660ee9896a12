/**
 * Which of several changed functions costs: each is put back by itself, and the encoder runs on a small piece of the
 * first clip. What it says holds for that piece, and for that one change undone among the others.
 */

import * as z from 'zod';
import type { Benchmark } from '../benchmark.ts';
import { digestOf } from '../digest.ts';
import { squaredError } from '../metrics/case-meter.ts';
import { parseSource, type SourceCode } from '../source/code.ts';
import { type ChangedUnit, changedUnits, withPutBack } from '../source/units.ts';
import type { Clip } from '../video/frame.ts';
import { cutPiece } from '../video/piece.ts';
import { mostFact, spareTicks, ticksPerProbe } from './bounds.ts';
import type { Experimenting, Probe, ProbeResult } from './probe.ts';
import { cameBack } from './scene.ts';

/** What all of it may cost, in ticks. */
export const mostPartsTicks = 12_000;
/** With more changes, one alone says little. */
export const mostParts = 8;
const pieceSize = { width: 64, height: 48 };
const pieceFrames = 2;

/** Bytes and squared error of the piece. */
export interface PieceCost {
  readonly bytes: number;
  readonly error: number;
}

export interface PartCost extends PieceCost {
  /** Of the function, or what else has a name, that was put back as the baseline has it. */
  readonly name: string;
}

export interface PartsFinding {
  /** Digest of the source that the parts were taken from. */
  readonly baseline_digest: string;
  readonly clip: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly candidate: PieceCost;
  readonly baseline: PieceCost;
  /** Those that work when they are put back alone. */
  readonly parts: readonly PartCost[];
}

const cost = { bytes: z.int().nonnegative(), error: z.int().nonnegative() };
const size = z.int().positive().max(65_536);

export const partsSchema: z.ZodType<PartsFinding> = z.strictObject({
  baseline_digest: z.string().regex(/^[0-9a-f]{64}$/),
  clip: z.string().max(200),
  width: size,
  height: size,
  frames: size,
  candidate: z.strictObject(cost),
  baseline: z.strictObject(cost),
  parts: z.array(z.strictObject({ name: z.string().min(1).max(mostFact), ...cost })).max(mostParts),
});

export interface PartsSetting {
  readonly source: string;
  readonly baselineSource: string;
  readonly benchmark: Benchmark;
}

/** Null when there are fewer than two changed parts or too many, or the bounds do not allow all of them. */
export function* puttingBack(setting: PartsSetting): Experimenting<PartsFinding | null> {
  const [ours, theirs] = [parsed(setting.source), parsed(setting.baselineSource)];
  const clip = pieceOf(setting.benchmark);
  if (ours === null || theirs === null || clip === null) return null;
  const changed = changedUnits(ours, theirs);
  if (changed.length < 2 || changed.length > mostParts) return null;
  const { ladder, objective } = setting.benchmark;
  const exact = objective === 'lossless';
  const probe = (source: string, ticksPerCall: number): Probe => ({
    ...{ source, clip, ticksPerCall, machines: 'separate', lifetime: 'clip' },
    quality: ladder[Math.floor(ladder.length / 2)] ?? 0,
  });
  const most = Math.floor(mostPartsTicks / (changed.length + 2)) - ticksPerProbe;
  const [first, second] = yield [probe(setting.source, most), probe(setting.baselineSource, most)];
  const candidate = costOf(clip, exact, first);
  const baseline = costOf(clip, exact, second);
  if (candidate === null || baseline === null) return null;
  const dearest = Math.max(ticksOf(first), ticksOf(second));
  if ((changed.length + 2) * (dearest + ticksPerProbe) > mostPartsTicks) return null;
  const results = yield changed.map((unit) =>
    probe(withPutBack(ours, theirs, unit), dearest + spareTicks),
  );
  const parts = changed.flatMap((unit: ChangedUnit, at): PartCost[] => {
    const known = costOf(clip, exact, results[at]);
    return known === null ? [] : [{ name: unit.name, ...known }];
  });
  if (parts.length === 0) return null;
  const { width, height, frames } = clip;
  return {
    baseline_digest: digestOf(setting.baselineSource),
    ...{ clip: clip.name, width, height, frames: frames.length, candidate, baseline, parts },
  };
}

function parsed(source: string): SourceCode | null {
  const outcome = parseSource(source);
  return outcome.kind === 'parsed' ? outcome.code : null;
}

function pieceOf({ clips }: Benchmark): Clip | null {
  const [entry] = clips;
  return entry === undefined ? null : cutPiece(entry.clip, pieceSize, pieceFrames);
}

/** Null when it does not work on the piece. */
function costOf(clip: Clip, exact: boolean, result: ProbeResult | undefined): PieceCost | null {
  if (result?.kind !== 'ran' || !cameBack({ exact }, { clip }, result)) return null;
  let [bytes, error, decoded] = [0, 0, 0];
  for (const { call, frame, result: called } of result.calls) {
    if (called.kind === 'failed') return null;
    if (call === 'compress') bytes += called.bytes.length;
    if (call !== 'decompress') continue;
    decoded += 1;
    error += squaredError(clip.frames[frame] as Uint8Array, called.bytes);
  }
  return decoded === clip.frames.length ? { bytes, error } : null;
}

function ticksOf(result: ProbeResult | undefined): number {
  return result?.kind === 'ran' ? result.ticks : 0;
}
