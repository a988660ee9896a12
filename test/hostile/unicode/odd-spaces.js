// Tries: separates words by spaces of other scripts
// Expects: performance_rejection at compare, medium

const a =　1;﻿

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
