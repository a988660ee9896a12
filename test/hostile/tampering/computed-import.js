// Tries: imports a module whose name it computes
// Expects: import_error at static, high

export function compressFrame(frame) {
  import('no' + 'de:fs');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
