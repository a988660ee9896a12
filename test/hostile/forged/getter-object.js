// Tries: returns an object that is all getters which never end
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  const endless = {
    get() {
      for (;;);
    },
    enumerable: true,
  };
  return Object.defineProperties({}, { length: endless, byteLength: endless, buffer: endless, [Symbol.toStringTag]: endless });
}

export function decompressFrame(bytes) {
  return bytes;
}
