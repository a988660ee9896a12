// Tries: recurses in the next of an iterator
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const endless = {
    [Symbol.iterator]: () => ({ next: () => [...endless] }),
  };
  Array.from(endless);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
