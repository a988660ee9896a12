/**
 * What a file that is no clip of ours is, and the command that makes one of it. Of ffmpeg only what its reader of Y4M
 * takes: no BOM, no `Im`, no word for the format that it does not know, and a header of at most 96 bytes.
 */

import { grouped } from '../text/wording.ts';
import { type FrameSize, sampleCount } from './frame.ts';

interface Words {
  readonly message: string;
  readonly mend: string;
}

const options = '-vf yadif=deint=1 -pix_fmt yuv420p OUT.y4m';
/** Through a pipe the format has to be named. */
const piped = `ffmpeg -f yuv4mpegpipe -i - ${options}`;
const fromMedia = `Convert it: ffmpeg -i IN ${options}`;
const anew = `Make the file anew from what it was made of: ffmpeg -i SOURCE ${options}`;

/** Longer headers ffmpeg does not read. */
const longestForFfmpeg = 96;

/** For a header that ends at `end`: comments of its writer may have made it too long. */
export function convertMend(end: number): string {
  if (end <= longestForFfmpeg) return fromMedia;
  return `Convert it without the comments in its header: LC_ALL=C sed '1s/ X[^ ]*//g' IN | ${piped}`;
}

/** Marked as mixed, no frame is deinterlaced by ffmpeg, which refuses the file. */
export const mixedMend = `ffmpeg does not read mixed files. Treat all frames as interlaced: LC_ALL=C sed '1s/ Im/ It/' IN | ${piped}`;

export const textModeMend =
  'Copy or download the file anew as binary; in git, write `*.y4m binary` to .gitattributes. A changed sample cannot be told from a right one.';

/** The first bytes of the file, so many. */
export function cutMend(length: number): string {
  return `head -c ${length} IN.y4m > OUT.y4m`;
}

/** The words for the format that ffmpeg knows, by their beginning. */
const known = /^(?:4(?:20|22|44)p(?:9|10|12|14|16)|420|411|422|444|mono)/;

export function formatMend(format: string, end: number): string {
  if (format === '444alpha') {
    return `Older releases of ffmpeg do not read 4:4:4 with alpha. ${anew}`;
  }
  if (known.test(format)) return convertMend(end);
  if (/^(?:yuv|i)?420p?8?$|^yv12$/i.test(format)) {
    return `If the samples are 8-bit 4:2:0, write the word for it: LC_ALL=C sed '1s/ C[^ ]*/ C420jpeg/' IN.y4m > OUT.y4m`;
  }
  return anew;
}

/** By their first bytes; those of MP4 come after a length. */
const containers: readonly (readonly [name: string, begins: string])[] = [
  ['an AVI or WAV file', 'RIFF'],
  ['a Matroska or WebM file', '\x1a\x45\xdf\xa3'],
  ['a PNG picture', '\x89PNG'],
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a GIF', 'GIF8'],
  ['an IVF file', 'DKIF'],
];

const packed: readonly (readonly [name: string, begins: string, unpack: string])[] = [
  ['packed by gzip', '\x1f\x8b', 'gunzip -c IN > OUT.y4m'],
  ['packed by xz', '\xfd7zXZ', 'xz -dc IN > OUT.y4m'],
  ['packed by bzip2', 'BZh', 'bunzip2 -c IN > OUT.y4m'],
  ['packed by zip', 'PK\x03\x04', 'unzip IN'],
];

/** What a file is that does not begin as Y4M does. */
export function notY4m(bytes: Uint8Array): Words {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const message = (what: string) => `a Y4M file begins with YUV4MPEG2; this one ${what}`;
  if (bytes.length === 0) return { message: message('is empty'), mend: 'Write the file anew.' };
  if (start.startsWith('\xef\xbb\xbfYUV4MPEG2')) {
    const mend = 'Cut it off: tail -c +4 IN.y4m > OUT.y4m';
    return { message: message('has a byte order mark (BOM, EF BB BF) before it'), mend };
  }
  if (start.startsWith('version https://git-lfs')) {
    return {
      message: message('is a pointer of Git LFS'),
      mend: 'Fetch the file itself: git lfs pull',
    };
  }
  const pack = packed.find(([, begins]) => start.startsWith(begins));
  if (pack) return { message: message(`is ${pack[0]}`), mend: `Unpack it: ${pack[2]}` };
  const media = containers.find(([, begins]) => start.startsWith(begins))?.[0];
  const mp4 = /^(?:ftyp|moov|mdat|wide)/.test(start.slice(4)) ? 'an MP4 or MOV file' : undefined;
  if (media ?? mp4) return { message: message(`is ${media ?? mp4}`), mend: fromMedia };
  if (/^(?:YUV4MPEG|yuv4mpeg)/.test(start)) {
    return { message: message('begins nearly so'), mend: anew };
  }
  if (/^[\s\x20-\x7e]*$/.test(start)) return { message: message('holds text'), mend: anew };
  return raw(bytes.length, message);
}

const usualSizes: readonly (readonly [width: number, height: number])[] = [
  ...([
    [176, 144],
    [352, 288],
    [640, 360],
    [640, 480],
    [720, 576],
    [832, 480],
  ] as const),
  ...([
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ] as const),
];

/** Samples alone: only its owner knows the size, but the length fits few. */
function raw(length: number, message: (what: string) => string): Words {
  const fits = usualSizes.find(([width, height]) => length % ((width * height * 3) / 2) === 0);
  const size = fits === undefined ? 'WxH' : `${fits[0]}x${fits[1]}`;
  const guess =
    fits === undefined
      ? ''
      : ` (${grouped(length / ((fits[0] * fits[1] * 3) / 2))} frames of ${size} in 4:2:0 have its length)`;
  return {
    message: message(`has no header, as raw YUV samples have none${guess}`),
    mend: `If it is raw 8-bit 4:2:0, give it a header with its real size: ffmpeg -f rawvideo -pixel_format yuv420p -video_size ${size} -framerate 25 -i IN OUT.y4m`,
  };
}

/** Frames of another format than the header says: their distance tells which. */
export function layoutFault(bytes: Uint8Array, start: number, size: FrameSize): Words | null {
  const first = frameAt(bytes, start);
  if (first === null) return null;
  const { width, height } = size;
  const said = sampleCount(size);
  const layouts = [
    ['4:0:0 (grey)', 'Cmono', width * height],
    ['8-bit 4:2:2', 'C422', width * height + 2 * Math.ceil(width / 2) * height],
    ['8-bit 4:4:4', 'C444', 3 * width * height],
    ['4:2:0 of more than 8 bits', 'C420p10', 2 * said],
  ] as const;
  const found = layouts.filter(([, , each]) => each !== said && next(bytes, first + each));
  const [only, another] = found;
  if (only === undefined) return null;
  const [, word, each] = only;
  const names = found.map(([name]) => name).join(' or ');
  const convert = `LC_ALL=C sed '1s/ C[^ ]*//; 1s/$/ ${word}/' IN | ${piped}`;
  return {
    message: `the frames have ${grouped(each)} bytes, as ${names} has, and not ${grouped(said)}, as the header says`,
    mend:
      another === undefined
        ? `Say so in the header and convert: ${convert}`
        : `Find out which it is; if it is ${only[0]}: ${convert}. If it is ${another[0]}, write ${another[1]} for ${word}, or the word for its bits.`,
  };
}

/** Whether the file ends there, or another frame begins. */
function next(bytes: Uint8Array, offset: number): boolean {
  return offset === bytes.length || frameAt(bytes, offset) !== null;
}

/** Where the samples of the frame begin whose header stands at an offset. */
function frameAt(bytes: Uint8Array, offset: number): number | null {
  const line = bytes.subarray(offset, offset + 80);
  const end = line.indexOf(0x0a);
  const text = String.fromCharCode(...line.subarray(0, Math.max(0, end)));
  const isFrame = /^FRAME( |$)/.test(text);
  return isFrame ? offset + end + 1 : null;
}
