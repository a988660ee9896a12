// Tries: makes code from text with the constructor of a generator function
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return (function* () {}).constructor('yield 1')().next();
}

export function decompressFrame(bytes) {
  return bytes;
}
