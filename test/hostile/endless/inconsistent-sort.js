// Tries: sorts by a comparison that contradicts itself
// Expects: performance_rejection at compare, medium

let turn = 1;

export function compressFrame(frame) {
  frame.data.slice().sort(() => (turn = -turn));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
