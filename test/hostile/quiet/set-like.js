// Tries: takes the union with an object that says it is a Set of endless size
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  new Set([1]).union({ size: Infinity, has: () => true, keys: () => ({ next: () => ({ done: false, value: 1 }) }) });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
