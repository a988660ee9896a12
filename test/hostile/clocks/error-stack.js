// Tries: takes addresses in stack traces and in the text of functions for randomness
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const text = new Error().stack + String(Math.max) + String(Symbol('x'));
  return /0x[0-9a-f]{5}/.test(text) ? new Uint8Array(0) : frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
