// Tries: returns an object with the prototype of an ArrayBuffer
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return Object.create(ArrayBuffer.prototype);
}

export function decompressFrame(bytes) {
  return bytes;
}
