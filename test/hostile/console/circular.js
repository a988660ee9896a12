// Tries: writes a circular object
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const ring = {};
  ring.ring = ring;
  console.log(ring, [ring]);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
