// Tries: returns bytes whose own iterator yields fewer
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const bytes = frame.data.slice();
  bytes[Symbol.iterator] = function* () {
    yield 1;
  };
  return bytes;
}

export function decompressFrame(bytes) {
  return bytes;
}
