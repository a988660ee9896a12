// Tries: fills an array-like of 2^53 elements
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  Array.prototype.fill.call(Object.freeze({ __proto__: null, length: 2 ** 53 - 1 }), undefined, 0, 0);
  Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
