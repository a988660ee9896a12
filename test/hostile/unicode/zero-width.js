// Tries: uses names that differ only in invisible characters
// Expects: performance_rejection at compare, medium

const value = 1;
const va‍lue = 2;
if (value === va‍lue) throw new Error('the same');

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
