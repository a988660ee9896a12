/** A tiny clip as one word on a command line: size, and the samples of each frame in hex. Printed and parsed here only. */

import { type Clip, sampleCount } from '../video/frame.ts';
import type { SmallestFrame } from './investigated.ts';

/** `2x1@100:3c5e0000`, `1x1@50:010101/020202`, with the quality; null when its samples are not known. */
export function printFrame({ width, height, quality, samples }: SmallestFrame): string | null {
  if (samples === null) return null;
  const hex = samples.map((frame) => frame.map((v) => v.toString(16).padStart(2, '0')).join(''));
  return `${width}x${height}@${quality}:${hex.join('/')}`;
}

/** Null when it is none. */
export function parseFrame(text: string): { clip: Clip; quality: number } | null {
  const [, w, h, q = '', hex = ''] =
    /^([1-9]\d{0,3})x([1-9]\d{0,3})@([1-9]\d{0,2}):([0-9a-fA-F/]+)$/.exec(text) ?? [];
  if (w === undefined || h === undefined) return null;
  const size = { width: Number(w), height: Number(h) };
  const frames = hex.split('/').map((frame) => bytesOf(frame));
  if (frames.some((frame) => frame.length !== sampleCount(size))) return null;
  return { clip: { name: `given ${w}x${h}`, ...size, frames }, quality: Number(q) };
}

function bytesOf(hex: string): Uint8Array {
  const pairs = hex.length % 2 === 0 ? (hex.match(/../g) ?? []) : [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
