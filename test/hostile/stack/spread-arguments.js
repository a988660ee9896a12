// Tries: spreads a plane into a call
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const all = new Uint8Array(70_000);
  Math.max(...all);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
