// Tries: throws an object that is no error while the module loads
// Expects: runtime_error at load, high

throw { code: 1 };

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
