/**
 * Reads YUV4MPEG2 files: a line of parameters, then frames, each a line `FRAME` and the raw planes.
 * What is read is 8-bit 4:2:0, progressive; everything else is refused with a mend.
 */

import { type Clip, type FrameSize, sampleCount } from './frame.ts';
import {
  convertMend,
  cutMend,
  formatMend,
  layoutFault,
  mixedMend,
  notY4m,
  textModeMend,
} from './y4m-mends.ts';

/** What is wrong with a file, where, and how to mend it. */
export interface Y4mFault {
  readonly kind:
    | 'wrong_magic'
    | 'endless_header'
    | 'text_mode'
    | 'trailing_bytes'
    | 'bad_size'
    | 'too_large'
    | 'unsupported_format'
    | 'interlaced'
    | 'no_frames'
    | 'bad_frame_header'
    | 'truncated';
  /** Byte of the file at which it shows, from 0. */
  readonly offset: number;
  /** The frame it concerns, from 0; null in the header. */
  readonly frame: number | null;
  readonly message: string;
  readonly mend: string;
}

export type Y4mOutcome =
  | { readonly kind: 'clip'; readonly clip: Clip }
  | { readonly kind: 'faulty'; readonly fault: Y4mFault };

/** A parameter of the header: its letter is the tag, the rest the value. */
interface Parameter {
  readonly value: string;
  readonly offset: number;
}

interface Header {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Where the first frame begins. */
  readonly end: number;
}

const magic = 'YUV4MPEG2';
const longestLine = 1024;
const largestSide = 4096;
/** Older programs say the format in a parameter of their own. */
const oldFormatTag = 'XYSCSS=';
const formats420 = ['420', '420jpeg', '420mpeg2', '420paldv'];
/** Parses a whole file into a clip of that name. Never throws, whatever the bytes. */
export function parseY4m(name: string, bytes: Uint8Array): Y4mOutcome {
  const header = readHeader(bytes);
  if ('kind' in header) return { kind: 'faulty', fault: header };
  const size = readSize(header);
  if ('kind' in size) return { kind: 'faulty', fault: size };
  const fault = checkFormat(header);
  if (fault !== null) return { kind: 'faulty', fault };
  const frames = readFrames(bytes, header.end, size);
  if ('kind' in frames) return { kind: 'faulty', fault: frames };
  return { kind: 'clip', clip: { name, ...size, frames } };
}

function readHeader(bytes: Uint8Array): Header | Y4mFault {
  if (textAt(bytes, 0, magic.length) !== magic) {
    return { kind: 'wrong_magic', offset: 0, frame: null, ...notY4m(bytes) };
  }
  const end = lineEnd(bytes, 0);
  if (end === null) {
    return {
      kind: 'endless_header',
      offset: Math.min(bytes.length, longestLine),
      frame: null,
      message: `the header has no line feed within ${longestLine} bytes`,
      mend: 'Write the file anew: it is cut off or was changed by a text tool.',
    };
  }
  if (bytes[end - 1] === 0x0d) {
    return {
      kind: 'text_mode',
      offset: end - 1,
      frame: null,
      message:
        'the header ends with CR LF: a text tool has changed the line ends, perhaps also among the samples',
      mend: textModeMend,
    };
  }
  const parameters = new Map<string, Parameter>();
  let offset = magic.length;
  for (const word of textAt(bytes, offset, end - offset).split(' ')) {
    const tag = word.startsWith(oldFormatTag) ? oldFormatTag : word.charAt(0);
    if (word !== '') parameters.set(tag, { value: word.slice(tag.length), offset });
    offset += word.length + 1;
  }
  return { parameters, end: end + 1 };
}

function readSize({ parameters }: Header): FrameSize | Y4mFault {
  const width = readSide('W', parameters.get('W'));
  if (typeof width !== 'number') return width;
  const height = readSide('H', parameters.get('H'));
  return typeof height === 'number' ? { width, height } : height;
}

function readSide(tag: string, parameter: Parameter | undefined): number | Y4mFault {
  const place = { offset: parameter?.offset ?? magic.length, frame: null };
  if (parameter === undefined || !/^[1-9][0-9]*$/.test(parameter.value)) {
    const found = parameter === undefined ? 'is missing' : `is ${shown(parameter.value)}`;
    return {
      kind: 'bad_size',
      ...place,
      message: `the header's ${tag} ${found}`,
      mend: 'Give width and height as W and H, in whole pixels.',
    };
  }
  const side = Number(parameter.value);
  if (side <= largestSide) return side;
  return {
    kind: 'too_large',
    ...place,
    message: `the header's ${tag} is ${shown(parameter.value)}, the most is ${largestSide}`,
    mend: 'Scale the clip down; the shipped ones have 176x144.',
  };
}

function checkFormat({ parameters, end }: Header): Y4mFault | null {
  const old = parameters.get(oldFormatTag);
  const colour = parameters.get('C') ?? (old && { ...old, value: old.value.toLowerCase() });
  if (colour !== undefined && !formats420.includes(colour.value)) {
    return {
      kind: 'unsupported_format',
      offset: colour.offset,
      frame: null,
      message: `the format is ${shown(colour.value)}, not 8-bit 4:2:0`,
      mend: formatMend(colour.value, end),
    };
  }
  const interlacing = parameters.get('I');
  if (interlacing !== undefined && !['p', '?'].includes(interlacing.value)) {
    return {
      kind: 'interlaced',
      offset: interlacing.offset,
      frame: null,
      message:
        interlacing.value === 'm'
          ? 'the clip mixes interlaced frames with others (I"m")'
          : `the clip is interlaced (I${shown(interlacing.value)})`,
      mend: interlacing.value === 'm' ? mixedMend : convertMend(end),
    };
  }
  return null;
}

function readFrames(
  bytes: Uint8Array,
  start: number,
  size: FrameSize,
): readonly Uint8Array[] | Y4mFault {
  const samples = sampleCount(size);
  const frames: Uint8Array[] = [];
  let offset = start;
  while (offset < bytes.length) {
    const frame = frames.length;
    const end = lineEnd(bytes, offset);
    if (end === null || !/^FRAME( |$)/.test(textAt(bytes, offset, end - offset))) {
      return badFrame({ bytes, start, size, offset, frame });
    }
    const next = end + 1 + samples;
    if (next > bytes.length) {
      const present = bytes.length - end - 1;
      return {
        kind: 'truncated',
        offset: bytes.length,
        frame,
        message: `frame ${frame} has ${present} of ${samples} bytes`,
        mend: `Write the file anew${frame > 0 ? `, or cut it after the last whole frame: ${cutMend(offset)}` : ''}.`,
      };
    }
    frames.push(bytes.slice(end + 1, next));
    offset = next;
  }
  if (frames.length > 0) return frames;
  return {
    kind: 'no_frames',
    offset: start,
    frame: null,
    message: 'the file ends after its header',
    mend: 'Write the file anew, with at least one frame.',
  };
}

/** Where a frame should begin and does not. */
function badFrame(place: {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly size: FrameSize;
  readonly offset: number;
  readonly frame: number;
}): Y4mFault {
  const { bytes, start, size, offset, frame } = place;
  const samples = sampleCount(size);
  if (textAt(bytes, offset, 7) === 'FRAME\r\n') {
    const message = `frame ${frame} begins with FRAME and CR LF: a text tool has changed the line ends, perhaps also among the samples`;
    return { kind: 'text_mode', offset, frame, message, mend: textModeMend };
  }
  const other = layoutFault(bytes, start, size);
  if (other !== null) return { kind: 'bad_frame_header', offset, frame, ...other };
  const rest = bytes.subarray(offset);
  const more = textAt(rest, 0, Math.min(rest.length, samples + 64)).includes('FRAME');
  if (frame > 0 && !more && rest.length < samples) {
    return {
      kind: 'trailing_bytes',
      offset,
      frame,
      message: `${rest.length === 1 ? 'one byte follows' : `${rest.length} bytes follow`} the last frame (frame ${frame - 1})`,
      mend: `Cut the file there: ${cutMend(offset)}.`,
    };
  }
  return {
    kind: 'bad_frame_header',
    offset,
    frame,
    message: `frame ${frame} does not begin with FRAME`,
    mend: 'Check W, H and C: frames of another size than the header says end elsewhere.',
  };
}

/** Offset of the line feed that ends the line at `start`; null when there is none near. */
function lineEnd(bytes: Uint8Array, start: number): number | null {
  const end = bytes.subarray(start, start + longestLine).indexOf(0x0a);
  return end < 0 ? null : start + end;
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  let text = '';
  for (const byte of bytes.subarray(start, start + length)) text += String.fromCharCode(byte);
  return text;
}

/** A value of the file as printable text of bounded length. */
function shown(value: string): string {
  return JSON.stringify(value.slice(0, 20).replace(/[^\x20-\x7e]/g, '?'));
}
