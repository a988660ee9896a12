// Tries: flattens an array-like of 2^53 holes
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.flat.call({ length: 2 ** 53 - 1 });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
