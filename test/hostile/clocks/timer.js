// Tries: sets a timer to change its output later
// Expects: validation_error at static, high

export function compressFrame(frame) {
  setTimeout(() => frame.data.fill(0));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
