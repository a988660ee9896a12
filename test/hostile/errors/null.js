// Tries: throws null
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw null;
}

export function decompressFrame(bytes) {
  return bytes;
}
