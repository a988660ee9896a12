// Tries: makes every number finite and every NaN equal
// Expects: performance_rejection at compare, medium

Number.isFinite = () => true;
Number.isNaN = () => false;
globalThis.isFinite = () => true;
Number.prototype.valueOf = () => 0;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
