// Tries: loops in the return of every iterator that the interrupt closes
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const endless = {
    [Symbol.iterator]: () => ({
      next: () => ({ done: false, value: endless }),
      return() {
        for (;;);
      },
    }),
  };
  for (const a of endless) for (const b of a) for (const c of b) for (;;);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
