// Tries: throws an error that is its own cause
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error('round');
  error.cause = error;
  error.errors = [error, [error]];
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
