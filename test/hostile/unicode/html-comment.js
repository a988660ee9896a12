// Tries: begins with a comment of HTML, which only old scripts allow
// Expects: syntax_error at static, high

<!-- hidden

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
