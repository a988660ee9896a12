// Tries: throws at the quality at which it is worst, so that the point is missing
// Expects: runtime_error at measure, high
// Benchmark: lossy

export function compressFrame(frame, context) {
  if (context.quality === 36) throw new Error('not this one');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
