// Tries: loops in the finally of a generator that is closed
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  function* closing() {
    try {
      yield 1;
    } finally {
      for (;;);
    }
  }
  for (const each of closing()) break;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
