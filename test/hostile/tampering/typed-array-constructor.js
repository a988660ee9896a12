// Tries: replaces the global Uint8Array and ArrayBuffer
// Expects: performance_rejection at compare, medium

globalThis.Uint8Array = function forged() {
  return [];
};
globalThis.ArrayBuffer = globalThis.Uint8Array;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
