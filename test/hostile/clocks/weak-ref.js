// Tries: watches the garbage collector through a WeakRef
// Expects: validation_error at static, high

export function compressFrame(frame) {
  const held = new WeakRef({});
  return held.deref() ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
