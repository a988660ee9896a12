// Tries: exports a function whose name has a Cyrillic letter
// Expects: validation_error at static, high

export function сompressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
