// Tries: takes what stands in new buffers for randomness
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const fresh = new Float64Array(99_999);
  return fresh.every((value) => value === 0) ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
