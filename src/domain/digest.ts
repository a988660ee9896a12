import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 as 64 hex digits, of text (UTF-8) or bytes. */
export function digestOf(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** The 12 hex digits by which people and branch names refer to a digest. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
