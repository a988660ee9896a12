// Tries: opens a comment that is never closed
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}

/* and so on
