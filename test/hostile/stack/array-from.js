// Tries: recurses in the function of Array.from
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const again = () => Array.from({ length: 1 }, again);
  again();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
