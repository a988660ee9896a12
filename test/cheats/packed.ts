/** Sources that carry pictures of the clips, made at test time: as large as 64 KiB, so not committed. */

import type { Benchmark } from '../../src/domain/benchmark.ts';
import { type Clip, planeLayout } from '../../src/domain/video/frame.ts';
import { type Edit, edited } from './stock.ts';

interface GuestFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly y?: Uint8Array;
  readonly u?: Uint8Array;
  readonly v?: Uint8Array;
}

interface Codec {
  compressFrame(frame: GuestFrame, context: object): Uint8Array;
  decompressFrame(bytes: Uint8Array, context: object): Uint8Array;
}

/** A codec of this repository, run by Node itself: only to make what the cheats carry. */
async function codecOf(source: string): Promise<Codec> {
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Codec;
}

function frameOf(clip: Clip, data: Uint8Array): GuestFrame {
  const views = planeLayout(clip).map(({ name, offset, samples }) => [
    name,
    data.subarray(offset, offset + samples),
  ]);
  return { width: clip.width, height: clip.height, data, ...Object.fromEntries(views) };
}

/** The first frames of clips, compressed by the codec itself, as many as fit into so many bytes. */
export async function packFirstFrames(
  source: string,
  { clips }: Benchmark,
  { quality, bytes: most }: { readonly quality: number; readonly bytes: number },
): Promise<string> {
  const codec = await codecOf(source);
  const packed = clips.map(({ clip }) => {
    const { width, height } = clip;
    const context = { width, height, quality, index: 0, previous: null };
    const bytes = codec.compressFrame(frameOf(clip, clip.frames[0] as Uint8Array), context);
    return { width, height, quality, bytes: Buffer.from(bytes) };
  });
  packed.sort((a, b) => a.bytes.length - b.bytes.length);
  let left = most;
  const fitting = packed.filter(({ bytes }) => {
    left -= bytes.length;
    return left >= 0;
  });
  const entries = fitting.map((one) => ({ ...one, bytes: one.bytes.toString('base64') }));
  return JSON.stringify(entries);
}

/** What the codec's own functions are called inside of a cheat. */
const renamed: readonly Edit[] = [
  ['export function compressFrame(', 'function innerCompress('],
  ['export function decompressFrame(', 'function innerDecompress('],
];

/** The codec with functions of its own around it, which call innerCompress and innerDecompress. */
export function wrapped(source: string, around: string): string {
  return `${edited(source, renamed)}\n${around}`;
}

/** How a carried picture is shown: as it is, or by every transformation of the held-out family. */
export type Views = 'as it is' | 'transformed';

/**
 * The first frame is predicted from the carried picture that is most like it, which the encoder names
 * in two bytes.
 */
export function carrying(source: string, pictures: string, views: Views): string {
  return wrapped(
    source,
    `const PICTURES = ${pictures};
const VIEWS = ${views === 'transformed' ? 65 : 1};
const CROPS = [[0, 0, 670, 670], [210, 430, 790, 565], [430, 210, 565, 790], [170, 170, 670, 660]];
const TONES = [[16, 0], [16, -16], [16, 16], [13, 0]];
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function unpack(text) {
  const out = [];
  let bits = 0;
  let count = 0;
  for (const digit of text.replaceAll('=', '')) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffffff;
    count += 6;
    if (count >= 8) out.push((bits >> (count -= 8)) & 255);
  }
  return Uint8Array.from(out);
}
function planes(width, height) {
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  return [{ width, height }, half, half];
}
function whole({ width, height, data }) {
  const [luma, chroma] = planes(width, height).map((plane) => plane.width * plane.height);
  return { width, height, data, y: data.subarray(0, luma), u: data.subarray(luma, luma + chroma), v: data.subarray(luma + chroma) };
}
const pictures = [];
function picture(k) {
  if (!pictures[k]) {
    const { width, height, quality, bytes } = PICTURES[k];
    const context = { width, height, quality, index: 0, previous: null };
    pictures[k] = { width, height, data: innerDecompress(unpack(bytes), context) };
  }
  return pictures[k];
}
function span(total, offset, length) {
  const kept = Math.max(1, Math.floor((total * length) / 1000));
  return [Math.min(Math.floor((total * offset) / 1000), total - kept) & ~1, kept];
}
function windowOf(k, view) {
  const { width, height } = PICTURES[k];
  if (view === 0) return [0, width, 0, height];
  const [left, top, wide, high] = CROPS[(view - 1) >> 4];
  return [...span(width, left, wide), ...span(height, top, high)];
}
function shown(k, view) {
  const full = picture(k);
  const [left, width, top, height] = windowOf(k, view);
  const flips = view === 0 ? 0 : (view - 1) & 3;
  const [contrast, brightness] = TONES[view === 0 ? 0 : ((view - 1) >> 2) & 3];
  const out = [];
  let base = 0;
  const old = planes(full.width, full.height);
  planes(width, height).forEach((plane, p) => {
    const shift = p > 0 ? 1 : 0;
    for (let y = 0; y < plane.height; y++) {
      for (let x = 0; x < plane.width; x++) {
        const fromX = (left >> shift) + ((flips & 1) > 0 ? plane.width - 1 - x : x);
        const fromY = (top >> shift) + ((flips & 2) > 0 ? plane.height - 1 - y : y);
        const sample = full.data[base + fromY * old[p].width + fromX];
        const toned = (((sample - 128) * contrast) >> 4) + 128 + brightness;
        out.push(p > 0 ? sample : Math.max(0, Math.min(255, toned)));
      }
    }
    base += old[p].width * old[p].height;
  });
  return whole({ width, height, data: Uint8Array.from(out) });
}
function distance(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 37) sum += Math.abs(a[i] - b[i]);
  return sum;
}
export function compressFrame(frame, context) {
  const bytes = innerCompress(frame, context);
  let best = bytes;
  let found = [0];
  if (context.previous === null) {
    let least = Infinity;
    let at = null;
    for (let k = 0; k < PICTURES.length; k++) {
      for (let view = 0; view < VIEWS; view++) {
        const [, width, , height] = windowOf(k, view);
        if (width !== frame.width || height !== frame.height) continue;
        const reference = shown(k, view);
        const miss = distance(frame.data, reference.data);
        if (miss < least) { least = miss; at = { k, view, reference }; }
      }
    }
    if (at !== null) {
      const other = innerCompress(frame, { ...context, previous: at.reference });
      if (other.length < bytes.length) { best = other; found = [1 + at.k, at.view]; }
    }
  }
  const out = new Uint8Array(found.length + best.length);
  out.set(found);
  out.set(best, found.length);
  return out;
}
export function decompressFrame(bytes, context) {
  if (bytes[0] === 0) return innerDecompress(bytes.slice(1), context);
  return innerDecompress(bytes.slice(2), { ...context, previous: shown(bytes[0] - 1, bytes[1]) });
}
`,
  );
}

/** Frames as the codec makes them of the clips, from the `first` of each on, until so many bytes are full. */
export async function packStreams(
  source: string,
  { clips, ladder }: Benchmark,
  { first, bytes: most }: { readonly first: number; readonly bytes: number },
): Promise<string> {
  const codec = await codecOf(source);
  const streams: Buffer[] = [];
  let left = most;
  for (const { clip } of clips) {
    for (const quality of ladder) {
      let previous: GuestFrame | null = null;
      for (const [index, data] of clip.frames.entries()) {
        const { width, height } = clip;
        const context: object = { width, height, quality, index, previous };
        const bytes = codec.compressFrame(frameOf(clip, data), context);
        previous = frameOf(clip, codec.decompressFrame(bytes, context));
        if (index >= first) left -= bytes.length;
        if (index >= first && left >= 0) streams.push(Buffer.from(bytes));
      }
    }
  }
  return JSON.stringify(streams.map((bytes) => bytes.toString('base64')));
}

/** A frame whose stream is known is sent as its number in the table. */
export function recalling(source: string, streams: string): string {
  const unpack = carrying(source, '[]', 'as it is');
  const from = unpack.indexOf("const DIGITS = '");
  const to = unpack.indexOf('function planes(width');
  return wrapped(
    source,
    `const STREAMS = ${streams};
${unpack.slice(from, to)}
let known = null;
function knownStreams() {
  if (known === null) known = STREAMS.map(unpack);
  return known;
}
function isSame(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
export function compressFrame(frame, context) {
  const bytes = innerCompress(frame, context);
  const found = knownStreams().findIndex((stream) => isSame(stream, bytes));
  if (found >= 0) {
    // Better pictures must cost a little more, or the front loses its coarse end.
    const number = new Uint8Array(2 + (context.quality >> 4));
    number.set([1 + (found >> 7), found & 127]);
    return number;
  }
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes, 1);
  return out;
}
export function decompressFrame(bytes, context) {
  return innerDecompress(bytes[0] > 0 ? knownStreams()[128 * (bytes[0] - 1) + bytes[1]] : bytes.slice(1), context);
}
`,
  );
}

/** The pictures of `carrying`, not as a literal but where nobody looks for data. */
export function spelt(source: string, as: 'names' | 'comment'): string {
  const [line = ''] = /^const PICTURES = .*$/m.exec(source) ?? [];
  const pictures = JSON.parse(line.slice('const PICTURES = '.length, -1)) as { bytes: string }[];
  const heads = pictures.map((each) => ({ ...each, bytes: '' }));
  const texts = pictures.map(({ bytes }) => bytes.replaceAll('=', ''));
  const parts =
    as === 'comment'
      ? texts.map(
          (text) =>
            `String(function () { /*${text.replaceAll('/', '-')}*/ }).replace(/^.*?\\/\\*|\\*\\/.*$/g, '').replaceAll('-', '/')`,
        )
      : texts.map((text) => {
          const pieces = text.match(/.{1,40}/g) ?? [];
          const names = pieces.map(
            (piece, i) => `k${i}_${piece.replaceAll('+', '$').replaceAll('/', '_')}: 0`,
          );
          return `Object.keys({ ${names.join(', ')} }).map((name) => name.slice(name.indexOf('_') + 1)).join('').replaceAll('$', '+').replaceAll('_', '/')`;
        });
  const hidden = `const PICTURES = ${JSON.stringify(heads)};
[${parts.join(', ')}].forEach((text, i) => { PICTURES[i].bytes = text; });`;
  return source.replace(line, () => hidden);
}
