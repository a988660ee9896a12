// Tries: gives its error a stack that names a line and a column that are no safe integers
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error('somewhere');
  error.stack = `    at b (codec.js:${'1'.repeat(400)}:${'1'.repeat(30)})`;
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
