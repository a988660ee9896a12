// Tries: writes a BigInt of a million digits in decimal
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (let i = 0; i < 9999; i++) frame.data[0] = String((1n << 1_000_000n) - 1n).length;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
