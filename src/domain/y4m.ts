/**
 * Reads YUV4MPEG2 files: one line of parameters, then frames, each a line `FRAME` and the raw planes.
 * Read are 8-bit 4:2:0, progressive.
 */

import { type Clip, type FrameSize, sampleCount } from './frame.ts';

/** What is wrong with a file, where, and how to mend it. */
export interface Y4mFault {
  readonly kind:
    | 'wrong_magic'
    | 'header_too_long'
    | 'bad_size'
    | 'unsupported_format'
    | 'interlaced'
    | 'bad_frame_header'
    | 'truncated'
    | 'no_frames';
  /** Byte of the file at which it was seen, from 0. */
  readonly offset: number;
  /** The frame it concerns, from 0; null in the header. */
  readonly frame: number | null;
  readonly message: string;
  readonly mend: string;
}

export type Y4mOutcome =
  | { readonly kind: 'clip'; readonly clip: Clip }
  | { readonly kind: 'faulty'; readonly fault: Y4mFault };

const magic = 'YUV4MPEG2';
const longestLine = 1024;
/** Larger frames would not fit into the memory of a sandbox anyway. */
const largestSide = 4096;
const formats420 = ['420', '420jpeg', '420mpeg2', '420paldv'];
const convert = 'Convert it: ffmpeg -i IN -pix_fmt yuv420p -strict -1 OUT.y4m';

class Refusal extends Error {
  readonly fault: Y4mFault;
  constructor(fault: Y4mFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** One line of a file: its text without the line feed, and where the next thing begins. */
interface Line {
  readonly text: string;
  readonly next: number;
}

/** Parses a whole file into a clip of that name. Never throws, whatever the bytes. */
export function parseY4m(name: string, bytes: Uint8Array): Y4mOutcome {
  const header = readLine(bytes, 0);
  const fault = checkMagic(bytes, header);
  return fault;
}
