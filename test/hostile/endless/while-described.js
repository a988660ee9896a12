// Tries: returns an object that takes long to describe, once its ticks are nearly used up
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  for (let i = 0; i < 4_000_000; i++) frame.data[0] = i;
  return Object.fromEntries(Array.from({ length: 999 }, (_, i) => [i, i]));
}

export function decompressFrame(bytes) {
  return bytes;
}
