/** Which write of the decoder put the first wrong sample into its frame. */

import { firstMismatch } from '../../video/first-mismatch.ts';
import { planeLayout } from '../../video/frame.ts';
import type { Pair } from './channels.ts';
import type { TraceEvent } from './reading.ts';
import type { TracedRun } from './runs.ts';

export interface WrongSample {
  readonly write: TraceEvent;
  readonly expected: number;
  readonly actual: number;
}

/** null when the frame was not filled element by element. */
export function wrongSample(run: TracedRun, pair: Pair): WrongSample | null {
  const last = run.frames.at(-1);
  if (!last?.decoded || !last.decoder) return null;
  const mismatch = firstMismatch(run.clip, last.frame, last.decoded);
  if (mismatch === null) return null;
  const plane = planeLayout(run.clip).find(({ name }) => name === mismatch.plane);
  if (plane === undefined) return null;
  const inPlane = mismatch.y * plane.width + mismatch.x;
  const places = [plane.offset + inPlane, inPlane];
  const { decoder } = last;
  const from = pair.decoder.length - decoder.events.length;
  const { expected, actual } = mismatch;
  for (const place of places) {
    const write = pair.decoder.findLast(
      ({ at, site, index, value }) =>
        at >= from && site.kind === 'write' && index === place && stored(value) === actual,
    );
    if (write) return { write, expected, actual };
  }
  return null;
}

/** What an array of bytes makes of a number. */
function stored(value: number): number {
  return Number.isFinite(value) ? ((Math.trunc(value) % 256) + 256) % 256 : 0;
}
