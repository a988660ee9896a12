// Tries: makes code from text with the constructor of a function
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return (() => {}).constructor('return 1')();
}

export function decompressFrame(bytes) {
  return bytes;
}
