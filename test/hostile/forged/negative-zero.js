// Tries: returns -0, NaN and other numbers that are no bytes
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return frame.width > 1 ? Number.NaN : -0;
}

export function decompressFrame(bytes) {
  return bytes;
}
