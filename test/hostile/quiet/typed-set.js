// Tries: copies ten megabytes over and over
// Expects: timeout at smoke, high

const large = new Uint8Array(1e7);
const other = new Uint8Array(1e7);

export function compressFrame(frame) {
  for (;;) other.set(large);
}

export function decompressFrame(bytes) {
  return bytes;
}
