// Tries: tries to replace Symbol.iterator itself
// Expects: runtime_error at load, high

Symbol.iterator = Symbol('mine');

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
