// Tries: frees a list of a million links at once
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  let list = null;
  for (let i = 0; i < 3e5; i++) list = [list];
  list = null;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
