// Tries: recurses in Symbol.hasInstance
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const type = { [Symbol.hasInstance]: (value) => value instanceof type };
  frame instanceof type;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
