// Tries: throws an error with a name and a stack of a million characters
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error('small');
  error.name = '\n# '.repeat(3e5);
  error.stack = 'at x\n'.repeat(3e5);
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
