// Tries: returns an object with a key of a million characters
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { ['x'.repeat(1e6)]: 1 };
}

export function decompressFrame(bytes) {
  return bytes;
}
