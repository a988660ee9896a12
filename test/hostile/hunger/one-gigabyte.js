// Tries: asks for a gigabyte at once
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  new Uint8Array(1 << 30).fill(1, 0, 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
