// Tries: makes code from text with the constructor of the constructor of a class
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return (class {}).constructor.constructor('return 1')();
}

export function decompressFrame(bytes) {
  return bytes;
}
