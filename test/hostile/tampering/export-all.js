// Tries: exports everything of a module of Node
// Expects: validation_error at static, high

export * from 'node:fs';

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
