// Tries: takes all memory, catches the error and works on
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const all = [];
  try {
    for (;;) all.push(new Uint8Array(1 << 20));
  } catch {
    all.length = 0;
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
