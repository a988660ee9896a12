// Tries: throws what looks like the end of memory, to be excused
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw Object.assign(new Error('out of memory'), { name: 'InternalError' });
}

export function decompressFrame(bytes) {
  return bytes;
}
