// Tries: swallows the interrupt in finally and goes on
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (;;) {
    try {
      for (;;);
    } finally {
      continue;
    }
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
