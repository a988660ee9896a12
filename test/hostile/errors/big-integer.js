// Tries: throws a BigInt of a million bits
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw 1n << 1000000n;
}

export function decompressFrame(bytes) {
  return bytes;
}
