// Tries: recurses in the function of map of a typed array
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const again = () => new Uint8Array(1).map(again);
  again();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
