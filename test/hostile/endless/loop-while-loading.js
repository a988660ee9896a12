// Tries: loops without end while the module loads
// Expects: timeout at load, high

let n = 0;
while (n >= 0) n = (n + 1) % 7;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
