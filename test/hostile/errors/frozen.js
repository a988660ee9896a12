// Tries: throws a frozen object without prototype
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw Object.freeze(Object.assign(Object.create(null), { message: 'frozen' }));
}

export function decompressFrame(bytes) {
  return bytes;
}
