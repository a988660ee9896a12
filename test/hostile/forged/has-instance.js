// Tries: makes everything an instance of Uint8Array and returns text
// Expects: validation_error at smoke, high

Object.defineProperty(Uint8Array, Symbol.hasInstance, { value: () => true });

export function compressFrame(frame) {
  return 'bytes';
}

export function decompressFrame(bytes) {
  return bytes;
}
