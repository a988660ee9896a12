// Tries: recurses in the reviver of JSON.parse
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const again = () => JSON.parse('[1]', again);
  again();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
