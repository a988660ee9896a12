// Tries: concatenates an object that says it has 2^53 elements
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  [].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
