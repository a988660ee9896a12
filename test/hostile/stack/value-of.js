// Tries: recurses in valueOf of an array index
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const object = { valueOf: () => frame.data.at(object) };
  frame.data.at(object);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
