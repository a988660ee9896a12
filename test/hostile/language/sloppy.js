// Tries: looks for the global object through a function without strict mode
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const world = (function () {
    return this;
  })();
  return world === undefined ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
