// Tries: returns an object that has only the prototype of a Uint8Array
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return Object.create(Uint8Array.prototype, { length: { value: 0 } });
}

export function decompressFrame(bytes) {
  return bytes;
}
