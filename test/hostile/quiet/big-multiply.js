// Tries: multiplies BigInts of a million bits
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  let n = (1n << 500_000n) - 1n;
  for (let i = 0; i < 9999; i++) n = (n * n) >> 500_000n;
  frame.data[0] = Number(n & 255n);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
