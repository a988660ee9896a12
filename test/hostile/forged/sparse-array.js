// Tries: returns an array of four billion holes
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  const out = [];
  out.length = 2 ** 32 - 1;
  return out;
}

export function decompressFrame(bytes) {
  return bytes;
}
