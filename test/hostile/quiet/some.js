// Tries: calls nothing for each of 2^53 holes
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.some.call({ length: 2 ** 53 - 1 }, () => true);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
