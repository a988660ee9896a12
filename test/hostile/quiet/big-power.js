// Tries: raises a BigInt to a great power
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (let i = 0; i < 9999; i++) frame.data[0] = Number((3n ** 600_000n) % 251n);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
