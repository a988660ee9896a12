// Tries: gives its error a stack that names line 0 and a line of a million digits
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error('somewhere');
  error.stack = `    at a (codec.js:0:0)\n    at b (codec.js:${'1'.repeat(400)})`;
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
