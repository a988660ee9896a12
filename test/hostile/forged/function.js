// Tries: returns a function instead of bytes
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return () => frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
