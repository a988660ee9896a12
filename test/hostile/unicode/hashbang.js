#!/usr/bin/env -S node --eval "process.exit(0)"
// Tries: begins with the line that names an interpreter
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
