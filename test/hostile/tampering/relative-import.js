// Tries: imports the file of the baseline
// Expects: import_error at static, high

import { compressFrame as theirs } from '../../benchmarks/lossless/codec.js';

export function compressFrame(frame) {
  return theirs(frame);
}

export function decompressFrame(bytes) {
  return bytes;
}
