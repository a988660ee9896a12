// Tries: puts setters for 0, 1 and 2 into Array.prototype, where results would pass
// Expects: performance_rejection at compare, medium

for (const index of ['0', '1', '2', '3']) {
  Object.defineProperty(Array.prototype, index, { __proto__: null, get: () => 0, set: () => {} });
}

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
