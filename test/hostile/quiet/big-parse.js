// Tries: reads a BigInt of a million digits
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (let i = 0; i < 9999; i++) frame.data[0] = Number(BigInt('7'.repeat(3e5)) & 255n);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
