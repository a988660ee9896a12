// Tries: imports the operating system
// Expects: validation_error at static, high

import os from 'node:os';

export function compressFrame(frame) {
  os.cpus();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
