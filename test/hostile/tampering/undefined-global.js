// Tries: tries to give undefined, NaN and Infinity other values
// Expects: runtime_error at load, high

globalThis.undefined = 1;
globalThis.NaN = 1;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
