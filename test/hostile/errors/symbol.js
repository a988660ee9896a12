// Tries: throws a symbol, which cannot be turned into text
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw Symbol('mine');
}

export function decompressFrame(bytes) {
  return bytes;
}
