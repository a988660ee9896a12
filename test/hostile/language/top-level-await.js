// Tries: waits at the top level for a thenable that never answers
// Expects: validation_error at static, high

await { then() {} };

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
