// Tries: fills an array of four billion holes
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const holes = [];
  holes.length = 2 ** 32 - 1;
  holes.fill(7);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
