// Tries: begins with a byte order mark
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
