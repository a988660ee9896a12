// Tries: returns 100 MB
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  return new Uint8Array(100_000_000);
}

export function decompressFrame(bytes) {
  return bytes;
}
