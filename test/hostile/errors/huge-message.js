// Tries: throws an error with a message of 30 million characters
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw new Error('long '.repeat(6e6));
}

export function decompressFrame(bytes) {
  return bytes;
}
