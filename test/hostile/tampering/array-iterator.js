// Tries: replaces the iteration of arrays
// Expects: performance_rejection at compare, medium

Array.prototype[Symbol.iterator] = function* () {};
Object.getPrototypeOf(Object.getPrototypeOf(Uint8Array.prototype)[Symbol.iterator].call(new Uint8Array())).next = () => ({ done: true });
Object.getPrototypeOf(Uint8Array.prototype)[Symbol.iterator] = function* () {};

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
