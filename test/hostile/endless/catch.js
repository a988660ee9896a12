// Tries: catches the interrupt and goes on
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (;;) {
    try {
      for (;;);
    } catch {
      frame.data[0] += 1;
    }
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
