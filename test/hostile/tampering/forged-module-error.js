// Tries: throws what looks like a module that cannot be found
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error("could not load module 'fs'");
  error.name = 'ReferenceError';
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
