// Tries: returns an object whose toStringTag says Uint8Array
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { [Symbol.toStringTag]: 'Uint8Array', length: 0, byteLength: 0, buffer: new ArrayBuffer(0) };
}

export function decompressFrame(bytes) {
  return bytes;
}
