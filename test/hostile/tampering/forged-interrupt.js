// Tries: throws what looks like the interrupt of the host
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw Object.assign(new Error('interrupted'), { name: 'InternalError' });
}

export function decompressFrame(bytes) {
  return bytes;
}
