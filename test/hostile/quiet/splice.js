// Tries: removes the first element of an array-like
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 0, 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
