// Tries: reads performance.now
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return performance.now() > 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
