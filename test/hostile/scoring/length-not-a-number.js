// Tries: returns an object whose length is NaN
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { length: Number.NaN, byteLength: -Infinity };
}

export function decompressFrame(bytes) {
  return bytes;
}
