// Tries: asks for a small buffer that may grow to gigabytes
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 31 });
  return buffer.maxByteLength > 8 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
