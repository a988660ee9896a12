// Tries: imports code from a data: address
// Expects: import_error at static, high

import 'data:text/javascript,globalThis.leak=1';

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
