// Tries: returns text of the samples
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return String.fromCharCode(...frame.data.subarray(0, 1000));
}

export function decompressFrame(bytes) {
  return bytes;
}
