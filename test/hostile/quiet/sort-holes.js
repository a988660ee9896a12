// Tries: sorts four billion holes
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const holes = [];
  holes.length = 2 ** 32 - 1;
  holes.sort();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
