// Tries: leaves the interrupt by a labelled break in nested finally blocks
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  outer: for (;;) {
    try {
      try {
        for (;;);
      } finally {
        for (;;) break outer;
      }
    } finally {
      continue;
    }
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
