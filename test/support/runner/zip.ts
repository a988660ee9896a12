/**
 * ZIP files as the archiver of `@actions/artifact` 6.2 lays them out: entries in the order given, deflated with a data
 * descriptor behind each, or stored at level 0. Every entry has the same time, so that equal files are equal bytes.
 */

import { deflateRawSync } from 'node:zlib';

const signature = { local: 0x04034b50, descriptor: 0x08074b50, central: 0x02014b50 };
const endSignature = 0x06054b50;
const version = 20;
/** The lowest date there is: 1 January 1980. */
const [time, date] = [0, 0x21];
const flags = { descriptor: 0x0008, utf8: 0x0800 };
/** A plain file, readable by all: an artifact keeps no other rights. */
const attributes = (0o100644 << 16) >>> 0;

const crcTable = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 255] as number);
  return (value ^ 0xffffffff) >>> 0;
}

interface Entry {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Buffer;
  readonly offset: number;
}

/** The bytes of a ZIP file that holds these files; `level` is zlib's, 0 to 9. */
export function zip(files: ReadonlyMap<string, Uint8Array>, level = 6): Buffer {
  const parts: Buffer[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const entry = entryOf(name, bytes, { level, offset });
    const written = [localHeader(entry), entry.name, entry.data, descriptor(entry)];
    entries.push(entry);
    parts.push(...written);
    offset += written.reduce((sum, part) => sum + part.length, 0);
  }
  const central = entries.flatMap((entry) => [centralHeader(entry), entry.name]);
  const length = central.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, ...central, end(entries.length, { length, offset })]);
}

function entryOf(
  path: string,
  bytes: Uint8Array,
  { level, offset }: { readonly level: number; readonly offset: number },
): Entry {
  const name = Buffer.from(path);
  const utf8 = name.length === path.length ? 0 : flags.utf8;
  return {
    name,
    flags: utf8 | (level === 0 ? 0 : flags.descriptor),
    method: level === 0 ? 0 : 8,
    crc: crc32(bytes),
    size: bytes.length,
    data: level === 0 ? Buffer.from(bytes) : deflateRawSync(bytes, { level }),
    offset,
  };
}

/** `[width in bytes, value]`, little-endian. */
function fields(...values: readonly (readonly [2 | 4, number])[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of values) at = buffer.writeUIntLE(value, at, width);
  return buffer;
}

const described = (entry: Entry) => (entry.flags & flags.descriptor) !== 0;

function sums(entry: Entry) {
  return [
    [4, entry.crc],
    [4, entry.data.length],
    [4, entry.size],
  ] as const;
}

function localHeader(entry: Entry): Buffer {
  const later = [4, 0] as const;
  return fields(
    ...([
      [4, signature.local],
      [2, version],
      [2, entry.flags],
      [2, entry.method],
    ] as const),
    ...([
      [2, time],
      [2, date],
    ] as const),
    ...(described(entry) ? [later, later, later] : sums(entry)),
    ...([
      [2, entry.name.length],
      [2, 0],
    ] as const),
  );
}

function descriptor(entry: Entry): Buffer {
  return described(entry) ? fields([4, signature.descriptor], ...sums(entry)) : Buffer.alloc(0);
}

function centralHeader(entry: Entry): Buffer {
  const madeOnUnix = (3 << 8) | version;
  return fields(
    ...([
      [4, signature.central],
      [2, madeOnUnix],
      [2, version],
      [2, entry.flags],
    ] as const),
    ...([
      [2, entry.method],
      [2, time],
      [2, date],
    ] as const),
    ...sums(entry),
    ...([
      [2, entry.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
    ] as const),
    ...([
      [4, attributes],
      [4, entry.offset],
    ] as const),
  );
}

function end(
  count: number,
  { length, offset }: { readonly length: number; readonly offset: number },
): Buffer {
  return fields(
    ...([
      [4, endSignature],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
    ] as const),
    ...([
      [4, length],
      [4, offset],
      [2, 0],
    ] as const),
  );
}
