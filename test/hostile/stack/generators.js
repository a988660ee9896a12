// Tries: recurses through yield* of a generator
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  function* again() {
    yield* again();
  }
  [...again()];
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
