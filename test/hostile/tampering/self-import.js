// Tries: imports itself by the name under which the engine knows it
// Expects: import_error at static, high

import * as self from 'codec.js';

export function compressFrame(frame) {
  return self.decompressFrame(frame.data);
}

export function decompressFrame(bytes) {
  return bytes;
}
