// Tries: throws an error whose name, message and stack are numbers
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw Object.assign(new Error(), { name: 1, message: 2n, stack: Symbol('x') });
}

export function decompressFrame(bytes) {
  return bytes;
}
