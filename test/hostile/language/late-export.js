// Tries: exports a variable that gets its function only when it is too late
// Expects: validation_error at load, high

export let compressFrame;

export function decompressFrame(bytes) {
  compressFrame = () => bytes;
  return bytes;
}
