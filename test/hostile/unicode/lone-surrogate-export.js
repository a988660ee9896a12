// Tries: exports under a name that is half a character
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}

export { compressFrame as '\ud800' };
