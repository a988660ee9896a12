// Tries: recurses in Symbol.toPrimitive
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const object = { [Symbol.toPrimitive]: () => +object };
  frame.data[0] = object;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
