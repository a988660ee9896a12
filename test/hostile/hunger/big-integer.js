// Tries: shifts a BigInt without end
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  let n = 1n;
  for (;;) n <<= 65536n;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
