// Tries: uses with, which modules do not have
// Expects: validation_error at static, high

export function compressFrame(frame) {
  with (frame) return data;
}

export function decompressFrame(bytes) {
  return bytes;
}
