/** What goes into a call of the candidate and what comes out of it. */

import type { CallFault, SourceLocation } from '../../domain/failure.ts';
import type { FrameSize } from '../../domain/video/frame.ts';

export interface CallInput extends FrameSize {
  /** The raw frame for the encoder, the compressed bytes for the decoder; a whole buffer of its own. */
  readonly bytes: Uint8Array;
  readonly quality: number;
  readonly index: number;
  readonly previous: Uint8Array | null;
}

export type CallResult =
  | { readonly kind: 'returned'; readonly bytes: Uint8Array; readonly ticks: number }
  | { readonly kind: 'failed'; readonly fault: CallFault };

/** Where in the candidate's module a stack trace points first. The candidate may have written it: no place is certain. */
export function locate(stack: string): SourceLocation | null {
  const match = /\bcodec\.js:([1-9]\d{0,8})(?::([1-9]\d{0,8}))?(?!\d)/.exec(stack);
  return match ? { line: Number(match[1]), column: Number(match[2] ?? 1) } : null;
}

/** The fault of an output of the wrong length. */
export function wrongLength(tool: string, actual: number, size: number): CallFault {
  return tool === 'compress'
    ? { kind: 'output_too_large', bytes: actual, limit: size }
    : { kind: 'wrong_size', expected: size, actual };
}

/** The engine copies whole buffers; a view on part of one is copied first. */
export function wholeBuffer(bytes: Uint8Array): ArrayBufferLike {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}
