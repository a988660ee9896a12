// Tries: exports compressFrame twice
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}

export { decompressFrame as compressFrame };
