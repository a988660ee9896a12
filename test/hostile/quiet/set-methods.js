// Tries: compares a Set with one that has it all, element by element, again and again
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const all = new Set(Array.from({ length: 1e5 }, (_, i) => i));
  for (let i = 0; i < 9999; i++) all.isSubsetOf(all);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
