// Tries: uses names in two normal forms that look alike
// Expects: performance_rejection at compare, medium

const café = 1;
const café = 2;
if (café === café) throw new Error('the same');

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
