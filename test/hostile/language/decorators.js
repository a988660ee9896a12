// Tries: uses decorators
// Expects: syntax_error at static, high

@frozen
class Coder {}

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
