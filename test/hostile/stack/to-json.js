// Tries: recurses in toJSON
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const object = { toJSON: () => JSON.stringify(object) };
  JSON.stringify(object);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
