// Tries: writes its numbers in full-width digits
// Expects: syntax_error at static, high

const n = １２;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
