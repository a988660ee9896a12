/** What a diagnosis is made from, and what it says before it becomes an analysis. */

import type { Confidence, FailureCategory } from '../analysis.ts';
import type { Stage } from '../evaluation.ts';
import type { Investigation } from '../experiments/investigated.ts';
import type { CallSite, Failure, SourceLocation } from '../failure.ts';
import type { SourceCode } from '../source/code.ts';
import { callName } from '../source/functions.ts';
import { plainLine } from '../text/plain-text.ts';
import { type FrameSize, sampleCount } from '../video/frame.ts';

/** A candidate that does not work: everything that was seen of it. */
export interface FailureReport {
  readonly source: string;
  /** In the order in which they were found; the first one leads. */
  readonly failures: readonly Failure[];
  /** What the candidate wrote to its console in the failing case. */
  readonly logs: string;
  readonly stage: Stage;
  /** What experiments found out about the first failure. */
  readonly investigation?: Investigation | null | undefined;
  /** The benchmark's own clips. */
  readonly clips: readonly (FrameSize & { readonly name: string })[];
}

/** One failing call and the source it failed in; `code` is null when that does not parse. */
export interface Scene {
  readonly report: FailureReport;
  readonly site: CallSite;
  readonly code: SourceCode | null;
}

export interface Explanation {
  readonly category: FailureCategory;
  /** One to three sentences. */
  readonly cause: string;
  readonly fix: string;
  readonly location: SourceLocation | null;
  /** Without one it is what was seen. */
  readonly confidence?: Confidence;
  /** What was wrong without where: the same for the same mistake in another candidate. */
  readonly subject: string;
}

/** "compressFrame, frame 3 of dog". */
export function placeWords(site: CallSite): string {
  return site.call === 'load' ? frameWords(site) : `${callName(site.call)}, ${frameWords(site)}`;
}

/** "frame 3 of dog", where the call is named already. */
export function frameWords({ call, clip, frame }: CallSite): string {
  return call === 'load' ? 'while the module loads' : `frame ${frame} of ${plainLine(clip, 60)}`;
}

export function lineWords(location: SourceLocation | null): string {
  return location === null ? '' : ` at line ${location.line}`;
}

/**
 * Width and height of a clip's frames, when they are known and give so many samples. The tiny clips
 * of the smoke stage carry theirs in their names; held-out clips are crops of the benchmark's.
 */
export function frameSize(
  report: FailureReport,
  clip: string,
  samples: number | null,
): FrameSize | null {
  const named = / (\d+)x(\d+)$/.exec(clip);
  const own = report.clips.find(({ name }) => name === clip);
  const size = named ? { width: Number(named[1]), height: Number(named[2]) } : own;
  if (size === undefined || (samples === null && report.stage === 'held-out')) return null;
  if (samples !== null && sampleCount(size) !== samples) return null;
  return { width: size.width, height: size.height };
}
