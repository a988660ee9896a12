// Tries: takes all memory, catches the error and keeps it all for the next call
// Expects: resource_error at smoke, high

const all = [];

export function compressFrame(frame) {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) all.push(new Uint8Array(size));
    } catch {
      all.reverse();
    }
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
