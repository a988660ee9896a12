// Tries: returns real bytes whose prototype is null
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return Object.setPrototypeOf(frame.data.slice(), null);
}

export function decompressFrame(bytes) {
  return bytes;
}
