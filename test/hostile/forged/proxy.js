// Tries: returns a Proxy of bytes
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return new Proxy(frame.data, { get: () => 1 });
}

export function decompressFrame(bytes) {
  return bytes;
}
