// Tries: returns the frame object that it was given
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return frame;
}

export function decompressFrame(bytes) {
  return bytes;
}
