// Tries: returns an object whose toJSON gives bytes
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { toJSON: () => [...frame.data], valueOf: () => frame.data };
}

export function decompressFrame(bytes) {
  return bytes;
}
