// Tries: divides BigInts of a million bits
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const n = (1n << 1_000_000n) - 1n;
  let d = (1n << 500_000n) + 3n;
  for (let i = 0; i < 9999; i++) d += n % d;
  frame.data[0] = Number(d & 255n);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
