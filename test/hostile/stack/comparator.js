// Tries: recurses in the comparison of a sort
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const deep = () => deep() + 1;
  [3, 1, 2].sort(deep);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
