// Tries: asks for a random number
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  return Math.random() < 0.5 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
