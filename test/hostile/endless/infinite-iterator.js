// Tries: fills a Set from an iterator that never ends
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  new Set({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
