/** The form of `benchmark.json`. Its messages say what to write instead: they are the mend. */

import * as z from 'zod';
import { plainLine } from '../../domain/text/plain-text.ts';
import { slips } from '../../domain/text/slips.ts';

const textMend = 'write a text of at least one character';
const text = z.string({ error: textMend }).min(1, { error: textMend });

/** Lower case, digits and dashes: it becomes a file name and part of a branch name. */
export const namePattern = /^[a-z0-9][a-z0-9-]{0,39}$/;
const nameMend = 'write lower-case letters, digits and dashes';

function whole(least: number, most: number): z.ZodNumber {
  const error = `write a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

function numeral(least: number, most: number): z.ZodNumber {
  const error = `write a number from ${least} to ${most}`;
  return z.number({ error }).min(least, { error }).max(most, { error });
}

/** No field beyond those; what is no object at all is told so. */
function objectOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const error: z.core.$ZodErrorMap = ({ code }) =>
    code === 'invalid_type' ? 'write an object: { ... }' : undefined;
  return z.strictObject(shape, { error });
}

const limits = objectOf({
  ticks_base: whole(1, 1_000_000)
    .default(2_000)
    .describe('Ticks that every call may take; a tick is 10,000 polls of the engine.'),
  ticks_per_sample: numeral(0, 100)
    .default(0.15)
    .describe('Ticks added for every sample (Y + U + V) of the frame.'),
  load_ticks: whole(1, 1_000_000)
    .default(2_000)
    .describe('Ticks that the module may take to load.'),
  memory_mb: whole(16, 1_024).default(128).describe('Memory of one machine, in MB.'),
  stack_kb: whole(32, 256).default(256).describe('Stack of one machine, in KB.'),
  output_factor: numeral(1, 16)
    .default(2)
    .describe('A compressed frame may have so many times the bytes of the raw one ...'),
  output_extra_bytes: whole(0, 1_048_576).default(4_096).describe('... and so many more.'),
  source_bytes: whole(1, 65_536).default(65_536).describe("Size of the codec's source, in bytes."),
}).describe('What one call of a codec may use. Another limit makes all rates incomparable.');

const policy = objectOf({
  min_gain_percent: numeral(0, 100).default(0.5).describe('Least gain over the baseline.'),
  max_clip_loss_percent: numeral(0, 1_000)
    .default(2)
    .describe('By how much a single clip may get worse.'),
  max_second_opinion_percent: numeral(0, 1_000)
    .default(0)
    .describe('By how much the rate at equal SSIM may get worse.'),
  implausible_gain_percent: numeral(0, 100)
    .default(85)
    .describe('A gain above it is held for a person.'),
  large_gain_percent: numeral(0, 100)
    .default(30)
    .describe('A gain above it must hold on held_out_sets_large_gain sets.'),
  held_out_sets: whole(1, 32)
    .default(2)
    .describe('Sets of transformed clips on which a would-be winner must win again.'),
  held_out_sets_large_gain: whole(1, 32).default(5).describe('The same for a large gain.'),
  held_out_share: numeral(0, 1)
    .default(0.5)
    .describe('Share of the shown gain that the held-out sets must show.'),
}).describe('What counts as better. It may change without measuring anything anew.');

function window(quality: string) {
  return z
    .tuple([numeral(0, 100), numeral(0, 100)], { error: 'write two numbers: [lo, hi]' })
    .refine(([lo, hi]) => lo < hi, { error: 'write the lower number first' })
    .describe(`Range of ${quality}, in dB, over which rates are compared: [lo, hi].`);
}

const clip = {
  name: z
    .string({ error: nameMend })
    .regex(namePattern, { error: nameMend })
    .describe('Name of the clip: the file NAME.y4m in clips_folder.'),
  floor_bytes: whole(1, 1_000_000_000)
    .nullable()
    .default(null)
    .describe('A codec that needs fewer bytes is held for a person: half of the best known one.'),
};

const bytes = whole(1, 1_000_000_000);
const losslessClip = objectOf({
  ...clip,
  reference_bytes: bytes
    .nullable()
    .default(null)
    .describe('Bytes that the reference encoder needs for the clip.'),
});

const lossyClip = objectOf({
  ...clip,
  windows: objectOf({
    psnr_db: window('PSNR-YUV (6:1:1)'),
    ssim_db: window('-10 log10(1 - SSIM of Y)').refine(([, hi]) => hi > 1, {
      error: 'write decibels, -10 log10(1 - SSIM): 0.9 to 0.99 is [10, 20]',
    }),
  }).describe('Every codec must span both; taken from a known encoder, never from a candidate.'),
  reference: z
    .array(objectOf({ bytes, psnr_yuv: numeral(0, 100) }), {
      error: 'write a list of points: [ ... ]',
    })
    .default([])
    .describe('Points of the reference encoder: bytes of the clip, PSNR-YUV in dB.'),
});

const uniqueNames = (clips: readonly { readonly name: string }[]) =>
  new Set(clips.map(({ name }) => name)).size === clips.length;

function clipsOf<Item extends z.ZodType<{ name: string }>>(item: Item) {
  const error = 'write at least one clip';
  return z
    .array(item, {
      error: ({ input }) =>
        input === undefined ? error : 'write a list of clips: [ { "name": ... } ]',
    })
    .min(1, { error })
    .refine(uniqueNames, { error: 'write every clip once' });
}

const rising = (ladder: readonly number[]) =>
  ladder.every((quality, i) => i === 0 || quality > (ladder[i - 1] as number));

function ladderOf(least: number) {
  const error = `write at least ${least === 1 ? 'one quality' : `${least} qualities`}`;
  return z
    .array(whole(1, 100), {
      error: ({ input }) => (input === undefined ? error : 'write a list of qualities: [ ... ]'),
    })
    .min(least, { error })
    .refine(rising, { error: 'write rising numbers' })
    .describe('Qualities at which every clip is coded, 1 to 100.');
}

const common = {
  $schema: z
    .string({ error: textMend })
    .optional()
    .describe('Lets an editor complete and check this file.'),
  description: text.describe('One sentence for people and for the prompt.'),
  clips_folder: text.default('clips').describe('Folder of the .y4m files, from this file on.'),
  reference_encoder: text
    .default('no reference')
    .describe('The known encoder from which milestones count, if its bytes are given.'),
  evolve: z
    .enum(['by_default', 'by_name'], { error: 'write "by_default" or "by_name"' })
    .default('by_default')
    .describe(
      'Whether runs propose candidates unasked, or only where the benchmark is named: by the input benchmark, or in CRUCIBLE_BENCHMARKS.',
    ),
  limits: limits.prefault({}),
  policy: policy.prefault({}),
};

export const benchmarkFileSchema = z
  .discriminatedUnion(
    'objective',
    [
      objectOf({
        objective: z.literal('lossless').describe('Fewest bytes, every frame exact.'),
        ...common,
        ladder: ladderOf(1),
        clips: clipsOf(losslessClip),
      }),
      objectOf({
        objective: z.literal('lossy').describe('Lowest rate at equal quality.'),
        ...common,
        ladder: ladderOf(6),
        clips: clipsOf(lossyClip),
      }),
    ],
    {
      error: ({ input }) =>
        typeof input === 'object' && input !== null && !Array.isArray(input)
          ? 'write "lossless" or "lossy"'
          : 'write an object: { ... }',
    },
  )
  .describe(
    'A benchmark of Codec Crucible: what is measured, within which limits, and what is better.',
  );

export type BenchmarkFile = z.infer<typeof benchmarkFileSchema>;

/** The same form as JSON Schema, for editors; committed as schemas/benchmark.schema.json. */
export function benchmarkJsonSchema(): string {
  const schema = z.toJSONSchema(benchmarkFileSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'benchmark.json', ...schema }, null, 2)}\n`;
}

/** `limits.memory_mb: write a whole number from 16 to 1024`, one line a fault. */
export function describeFaults(error: z.ZodError): readonly string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${fieldName([...issue.path, key])}: ${unknownField(key)}`);
    }
    return [`${fieldName(issue.path)}: ${plainLine(issue.message, 300)}`];
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.length > 0 ? plainLine(path.map(String).join('.'), 100) : 'the file';
}

const fields: readonly string[] = [
  ...Object.keys({ ...common, ...clip, ...limits.shape }),
  ...['objective', 'ladder', 'clips', 'reference_bytes', 'windows', 'reference'],
  ...['psnr_db', 'ssim_db', 'bytes', 'psnr_yuv'],
  ...Object.keys(policy.shape),
];

/** A field that is not one, or not there: what it may have been meant for. */
function unknownField(key: string): string {
  if (key === 'windows') return 'only a lossy benchmark has windows; remove it';
  if (key === 'reference_bytes')
    return 'only a lossless benchmark has it; remove it, or give points in reference';
  if (fields.includes(key)) return 'does not belong here; move or remove it';
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const near = fields.find((field) => field === snake || slips(field, snake) <= 2);
  return near === undefined
    ? 'is no field of a benchmark; remove it'
    : `is no field; did you mean ${near}?`;
}
