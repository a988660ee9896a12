// Tries: throws undefined
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw undefined;
}

export function decompressFrame(bytes) {
  return bytes;
}
