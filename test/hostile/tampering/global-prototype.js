// Tries: puts a getter for every unknown global into the prototype of globalThis
// Expects: runtime_error at smoke, high

Object.defineProperty(Object.prototype, 'process', { get: () => ({ exit: 1 }) });

export function compressFrame(frame) {
  return globalThis.process.exit(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
