// Tries: tries to get the true Math.random back by deleting and redefining the one that throws
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  Reflect.deleteProperty(Math, 'random');
  Reflect.defineProperty(Math, 'random', { value: () => 0 });
  return Math.random() === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
