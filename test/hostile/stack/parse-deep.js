// Tries: parses JSON of 100,000 levels
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
