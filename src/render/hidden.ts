/** JSON hidden in a comment of a Markdown text: `<!-- codec-crucible:KIND v1 BASE64URL -->`, gzip inside. */

import { gunzipSync, gzipSync, strToU8 } from 'fflate';
import { hiddenOpening as opening } from '../domain/text/hidden-text.ts';

/** A decoded text above it is refused before a byte of it is decompressed. */
const mostBytes = 2_000_000;

export type HiddenJson =
  | { readonly kind: 'found'; readonly json: string; readonly value: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string };

/** The comment; it needs a line of its own. The same JSON text gives the same bytes everywhere. */
export function printHidden(kind: string, json: string): string {
  return `${opening(kind)}v1 ${toBase64Url(gzipSync(strToU8(json), { level: 9, mtime: 0 }))} -->`;
}

/**
 * The last comment of that kind: what the bot hides stands below all it quotes, so a copy smuggled in by
 * a candidate never counts. Never throws.
 */
export function parseHidden(kind: string, text: string): HiddenJson {
  const start = text.lastIndexOf(opening(kind));
  if (start < 0) return { kind: 'none' };
  const rest = text.slice(start + opening(kind).length);
  const [, version, packed] = /^v(\d{1,9}) ([A-Za-z0-9_-]+) -->/.exec(rest) ?? [];
  if (version === undefined || packed === undefined) return broken('the comment is cut or altered');
  if (version !== '1') return broken(`version ${version} is not known here`);
  try {
    const json = unpack(fromBase64Url(packed));
    return { kind: 'found', json, value: JSON.parse(json) };
  } catch (error) {
    return broken(error instanceof Error ? error.message : 'unreadable');
  }
}

function broken(why: string): HiddenJson {
  return { kind: 'broken', why };
}

/** gzip to text. The output buffer is as long as the footer says, so a bomb has nowhere to go. */
function unpack(packed: Uint8Array): string {
  if (packed.length < 18) throw new Error('too short for gzip');
  const footer = new DataView(packed.buffer, packed.byteOffset + packed.length - 4);
  const size = footer.getUint32(0, true);
  if (size > mostBytes) throw new Error(`${size} bytes are more than ${mostBytes}`);
  const bytes = gunzipSync(packed, { out: new Uint8Array(size) });
  if (bytes.length !== size) throw new Error('the gzip data is cut');
  const wanted = new DataView(packed.buffer, packed.byteOffset + packed.length - 8).getUint32(
    0,
    true,
  );
  if (crc32(bytes) !== wanted) throw new Error('the gzip data is damaged');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The checksum of gzip (RFC 1952, section 8), which the unpacker does not look at. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 255] as number);
  return ~crc >>> 0;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
