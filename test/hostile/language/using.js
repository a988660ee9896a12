// Tries: uses a declaration that the engine does not know
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  using handle = frame;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
