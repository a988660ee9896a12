// Tries: compiles a regular expression of 100,000 groups inside each other
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  new RegExp('('.repeat(1e5) + ')'.repeat(1e5));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
