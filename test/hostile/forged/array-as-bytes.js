// Tries: gives a plain array the prototype of a Uint8Array
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return Object.setPrototypeOf([1, 2, 3], Uint8Array.prototype);
}

export function decompressFrame(bytes) {
  return bytes;
}
