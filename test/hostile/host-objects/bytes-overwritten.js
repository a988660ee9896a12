// Tries: changes the bytes that the decoder was given, to spoil the count
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  const out = bytes.slice();
  bytes.fill(0);
  return out;
}
