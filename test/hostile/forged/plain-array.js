// Tries: returns a plain array
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return Array.from(frame.data);
}

export function decompressFrame(bytes) {
  return bytes;
}
