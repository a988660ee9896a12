// Tries: divides a BigInt by zero
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const n = BigInt(frame.width) / 0n;
  return Uint8Array.of(Number(n));
}

export function decompressFrame(bytes) {
  return bytes;
}
