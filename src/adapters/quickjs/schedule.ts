/** In which order the workers take a job's cases, and in which parts. */

import type { CaseSpec } from '../../domain/outcome.ts';
import { sampleCount } from '../../domain/video/frame.ts';
import type { SandboxJob } from '../../ports/sandbox.ts';

export interface Unit {
  /** Of the case, in `job.cases`. */
  readonly index: number;
  readonly part: 'whole' | 'encoder' | 'decoder';
}

/**
 * The units of a job for so many workers, in the order in which they are to be taken.
 *
 * Five clips do not split over two cores. Where every frame must come back unchanged, the encoder needs no
 * decoder: the previous frame is the source's. So the cases that do not divide evenly, and one more round of
 * them, are halved: all their encoders first, then the decoders. Cases before them stay whole, since a broken
 * codec shows itself soonest so.
 */
export function unitsOf(job: SandboxJob, workers: number): Unit[] {
  const order = job.cases.map((_, index) => index);
  if (job.longestFirst) {
    // A higher quality is more to code.
    const qualityOf = (index: number) => job.cases[index]?.quality ?? 0;
    const workOf = (index: number) => work(job.cases[index] as CaseSpec);
    order.sort((a, b) => workOf(b) - workOf(a) || qualityOf(b) - qualityOf(a) || a - b);
  }
  const over = order.length % workers;
  const halved = job.exact && workers < order.length && over > 0 ? workers + over : 0;
  const halves = order.splice(order.length - halved);
  const units = (indices: readonly number[], part: Unit['part']) =>
    indices.map((index): Unit => ({ index, part }));
  return [...units(order, 'whole'), ...units(halves, 'encoder'), ...units(halves, 'decoder')];
}

/** Samples of all frames: what a case takes grows with them. */
function work({ clip }: CaseSpec): number {
  return clip.frames.length * sampleCount(clip);
}
