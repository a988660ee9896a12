// Tries: drops endlessly many values of an iterator
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const endless = Iterator.from({ next: () => ({ done: false, value: 1 }) });
  endless.drop(2 ** 53 - 1).next();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
