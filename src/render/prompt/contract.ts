/**
 * What a codec must be and how it is judged: the part of every prompt that stays the same. Names and
 * numbers come from where the checks take theirs.
 */

import { type Benchmark, outputLimit, tickLimit } from '../../domain/benchmark.ts';
import {
  absentGlobals,
  allowedGlobals,
  codecExports,
  insteadOfEval,
} from '../../domain/globals.ts';
import { freeBytes } from '../../domain/source/carried-data.ts';
import { grouped, listed, percent } from '../../domain/text/wording.ts';
import { sampleCount } from '../../domain/video/frame.ts';
import { smokeCases } from '../../domain/video/smoke.ts';
import { joinBlocks } from '../markdown.ts';
import { oneLine } from '../sanitize.ts';

/** Contract, sandbox, limits, benchmark and policy. */
export function renderContract(benchmark: Benchmark): string {
  return joinBlocks([
    exportsSection(benchmark),
    globalsSection(),
    limitsSection(benchmark),
    benchmarkSection(benchmark),
    policySection(benchmark),
  ]);
}

function exportsSection(benchmark: Benchmark): string {
  const [compress, decompress] = codecExports;
  return `# The codec

A codec is one ES module without imports that exports two plain, synchronous functions:

export function ${compress}(frame, context)    // returns a Uint8Array: the bytes of this frame
export function ${decompress}(bytes, context)  // returns a Uint8Array: the frame, exactly its size

- \`frame\` is { width, height, data, y, u, v }, 8-bit 4:2:0. \`data\` is the whole frame: Y, then U, then V; chroma is
  ceil(width/2) x ceil(height/2). \`y\`, \`u\` and \`v\` are views on it. ${smokeWords(benchmark)}
- \`context\` is { width, height, quality, index, previous }. \`quality\` is ${qualityWords(benchmark.ladder)}; \`index\` counts the frames of a
  clip from 0; \`previous\` is the frame before as the decoder gave it back (same shape as \`frame\`), null for the first.
- Both sides get the same \`previous\`, so prediction from it cannot drift. Module variables live on from frame to frame
  of one clip, in the encoder's machine and in the decoder's; every clip and quality begins with fresh machines.
- Encoder and decoder share nothing but the bytes. The decoder knows neither the frame nor the encoder's variables:
  what it needs it computes from bytes, context and its own variables, in the same order and with the same arithmetic.
- The same input must give the same bytes: no clock, no randomness, no input or output, nothing asynchronous.`;
}

function smokeWords(benchmark: Benchmark): string {
  const sizes = [
    ...new Set(smokeCases(benchmark).map(({ clip }) => `${clip.width}x${clip.height}`)),
  ];
  return `Sizes may be odd, and tiny: ${listed(sizes)} are tried first.`;
}

/** Names of clips come from a file; one that is more than a name has no place among instructions. */
export function clipName(name: string, index: number): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : `clip ${index + 1}`;
}

function qualityWords(ladder: readonly number[]): string {
  if (ladder.length === 1) return `always ${ladder[0]}`;
  return `one of ${ladder.join(', ')} (a larger one asks for more quality and may take more bytes)`;
}

function globalsSection(): string {
  const absent = Object.entries(absentGlobals).map(([name, fix]) => `- ${name}: ${fix}`);
  return joinBlocks([
    '# Globals',
    `These exist, and no others:\n${allowedGlobals.join(', ')}.`,
    `These do not exist; use what is named instead:\n${absent.join('\n')}\n- eval, Function: ${insteadOfEval}`,
  ]);
}

function limitsSection({ limits, clips }: Benchmark): string {
  const sizes = new Map(
    clips.map(({ clip }) => [`${clip.width}x${clip.height}`, sampleCount(clip)]),
  );
  const ticks = [...sizes].map(
    ([size, samples]) => `${grouped(tickLimit(limits, samples))} on a frame of ${size}`,
  );
  const bytes = [...sizes].map(
    ([size, samples]) => `${grouped(outputLimit(limits, samples))} on a frame of ${size}`,
  );
  return `# Limits

- Source: ${grouped(limits.source_bytes)} bytes.
- Work: each call may take ${grouped(limits.ticks_base)} + ${limits.ticks_per_sample} x samples ticks (${listed(ticks)}), loading the module
  ${grouped(limits.load_ticks)}. A tick is 10,000 loop turns and calls; less work earns nothing beyond staying below.
- Memory: ${limits.memory_mb} MB for each machine; stack: ${limits.stack_kb} KB.
- Compressed frame: ${limits.output_factor} x samples + ${grouped(limits.output_extra_bytes)} bytes (${listed(bytes)}).
- The engine is QuickJS: no JIT. Integer arithmetic on typed arrays is fast, closures and objects in the innermost
  loop are not.`;
}

function benchmarkSection(benchmark: Benchmark): string {
  const { clips, objective, reference_encoder: reference } = benchmark;
  const names = clips.map(({ clip, windows }, i) => {
    const name = clipName(clip.name, i);
    const size = `${clip.width}x${clip.height}, ${clip.frames.length} frames`;
    const range = (window: readonly [number, number]) => `${window[0]} to ${window[1]} dB`;
    return windows === null
      ? `- ${name}: ${size}`
      : `- ${name}: ${size}; PSNR-YUV ${range(windows.psnr_db)}, SSIM ${range(windows.ssim_db)}`;
  });
  const goal =
    objective === 'lossless'
      ? 'Every decoded frame must equal the original. The fewest bytes win.'
      : 'Rates are compared at equal quality: the Bjontegaard delta rate over PSNR-YUV, (6 Y + U + V) / 8 from the squared errors of a clip. The points of the ladder must span the window of each clip, in PSNR and in SSIM (-10 log10(1 - SSIM) of Y); a curve that does not span it fails.';
  return joinBlocks([
    '# The benchmark',
    `${oneLine(benchmark.description, 300)} ${goal}`,
    names.join('\n'),
    `Milestones are counted from ${oneLine(reference, 60)}.`,
  ]);
}

function policySection({ policy, objective }: Benchmark): string {
  const second =
    objective === 'lossless'
      ? ''
      : ` At equal SSIM, the second opinion, the rate may change by at most ${percent(policy.max_second_opinion_percent)}.`;
  const share = Math.round(100 * policy.held_out_share);
  return `# How a candidate is judged

It passes these stages in order: it is checked without being run, loaded, tried on tiny frames, measured on every clip,
compared with the baseline, and, if it would win, measured on held-out clips. It is accepted if the mean rate changes by
${percent(-policy.min_gain_percent)} or less (negative is better) and no clip gets worse by more than ${percent(policy.max_clip_loss_percent)}.${second}
A would-be winner must keep ${share} % of its gain on ${policy.held_out_sets} sets of held-out clips (${policy.held_out_sets_large_gain} for a gain above ${policy.large_gain_percent} %): the same
clips flipped, cropped, reversed in time, brighter or darker. A gain above ${policy.implausible_gain_percent} % is held for a person. Nothing is gained by
knowing the clips: what the source carries more than the baseline's counts there as bytes of the candidate, from ${grouped(freeBytes.literals)} bytes of numbers
and strings, ${grouped(freeBytes.names)} of new names and ${grouped(freeBytes.code)} of code on (code counts a fifth). Comments count nothing.`;
}
