// Tries: recurses in the tag of a template
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const tag = () => tag`x`;
  tag`x`;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
