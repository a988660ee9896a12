// Tries: searches an array-like of 2^53 elements in the decoder
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
  return bytes;
}
