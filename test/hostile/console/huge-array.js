// Tries: writes an array of a million elements
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  console.log(new Array(1e6).fill(123456789));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
