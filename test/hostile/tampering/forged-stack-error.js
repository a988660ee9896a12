// Tries: throws what looks like a stack overflow, with a place far outside of the file
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw { name: 'InternalError', message: 'stack overflow', stack: `    at f (codec.js:${'9'.repeat(25)}:${'9'.repeat(400)})` };
}

export function decompressFrame(bytes) {
  return bytes;
}
