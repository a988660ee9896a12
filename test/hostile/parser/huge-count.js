// Tries: repeats a group in a regular expression four billion times
// Expects: performance_rejection at compare, medium

const huge = /(?:a{65535}){65535}/;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
