// Tries: imports a module of Node while it runs
// Expects: validation_error at static, high

export function compressFrame(frame) {
  import('node:fs');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
