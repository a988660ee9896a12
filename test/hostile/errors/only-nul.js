// Tries: throws a message that is nothing but NUL
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw new Error('\0\0\0');
}

export function decompressFrame(bytes) {
  return bytes;
}
