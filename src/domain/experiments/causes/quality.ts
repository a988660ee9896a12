/** The quality that is asked for changes nothing. */

import * as z from 'zod';
import { type CauseCommon, type CauseWords, commonFields, factText, quoted } from './common.ts';

export interface QualityIgnoredCause extends CauseCommon {
  readonly kind: 'quality_ignored';
  readonly low: number;
  readonly high: number;
  /** Bytes of the frame at both. */
  readonly bytes: number;
  /** Where the source reads the quality; null when it does nowhere. */
  readonly read: string | null;
}

export const qualityIgnoredSchema: z.ZodType<QualityIgnoredCause> = z.strictObject({
  kind: z.literal('quality_ignored'),
  ...commonFields,
  low: z.int().nonnegative(),
  high: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  read: factText.nullable(),
});

export function qualityWords({
  low,
  high,
  bytes,
  read,
  location,
}: QualityIgnoredCause): CauseWords {
  const where =
    read === null
      ? 'Nothing in the source reads `context.quality`.'
      : `What ${quoted(read)} at line ${location.line} reads has no effect on them.`;
  return {
    cause: `compressFrame ignores the quality: it gives the same ${bytes} bytes at quality ${low} and at quality ${high}. ${where}`,
    fix: 'Let `context.quality` choose the step size, in compressFrame and decompressFrame by the same function, so that each quality of the ladder gives another rate and another PSNR.',
  };
}
