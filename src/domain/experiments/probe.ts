/** A probe: one run of a source on one clip that an experiment asks for, and what was seen of it. */

import type { CallFault, CallSite, SourceLocation } from '../failure.ts';
import type { Clip } from '../video/frame.ts';

export interface Probe {
  /** The candidate's, or one that was made from it: instrumented, or with a repair. */
  readonly source: string;
  readonly clip: Clip;
  readonly quality: number;
  /** `shared`: encoder and decoder in one machine. Otherwise only the bytes cross, as in an evaluation. */
  readonly machines: 'separate' | 'shared';
  /** `frame`: fresh machines for each frame. `clip`: as in an evaluation. */
  readonly lifetime: 'clip' | 'frame';
  /** What the context's `previous` is when a frame did not come back: as in an evaluation, the source's. */
  /** Ticks for each call; beyond them the call is ended (`tick_limit`). */
  readonly ticksPerCall: number;
}

/** The name of an optional export that the host calls after each call; what it returns, a string, is the reading. */
export const readingExport = 'readProbe';

/** An input that a call changed although it belongs to the host. */
export interface ChangedInput {
  readonly input: 'frame.data' | 'context.previous' | 'bytes';
  /** The first index that changed. */
  readonly index: number;
  readonly before: number;
  readonly after: number;
}

export type ProbeCallResult =
  | { readonly kind: 'returned'; readonly bytes: Uint8Array; readonly ticks: number }
  | { readonly kind: 'failed'; readonly fault: CallFault };

/** One call into the candidate. */
export interface ProbeCall {
  readonly call: CallSite['call'];
  /** Counts from 0; -1 while the module loads. */
  readonly frame: number;
  readonly result: ProbeCallResult;
  readonly changed: readonly ChangedInput[];
  /** What the instrumentation of the source recorded during this call; null without one, or when it cannot be read. */
  readonly reading: string | null;
}

export type ProbeResult =
  /** `calls` in their order: load (of the encoder, then of the decoder), then for each frame compress and decompress. */
  | { readonly kind: 'ran'; readonly calls: readonly ProbeCall[]; readonly ticks: number }
  /** The watchdog ended it, or the sandbox broke under it: it says nothing. */
  | { readonly kind: 'stopped' };

/** Longer readings are cut, in characters. */
export const mostReading = 262_144;

/** Several probes that do not depend on each other; they may run side by side. */
export type Probes = readonly Probe[];

/** An experiment asks for probes, sees their results, and comes to a finding. It is pure: same answers, same finding. */
export type Experimenting<T> = Generator<Probes, T, readonly ProbeResult[]>;

/** A repair of one or a few lines: `lines` in place of `line` to `line + count - 1`. */
export interface LineRepair {
  readonly line: number;
  readonly count: number;
  readonly lines: readonly string[];
}

export interface Place {
  readonly location: SourceLocation;
  /** The function's name there, null at the top level or in one without a name. */
  readonly functionName: string | null;
}
