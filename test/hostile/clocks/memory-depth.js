// Tries: takes the number of buffers that fit into memory for a clock
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const all = [];
  try {
    for (;;) all.push(new Uint8Array(1 << 20));
  } catch {
    return all.length > 0 ? frame.data : new Uint8Array(0);
  }
}

export function decompressFrame(bytes) {
  return bytes;
}
