// Tries: sorts inside of the comparison of a sort
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const sort = () => [2, 1].sort(sort);
  sort();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
