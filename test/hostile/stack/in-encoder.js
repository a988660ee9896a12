// Tries: recurses without end in compressFrame
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const deep = () => deep() + 1;
  return deep();
}

export function decompressFrame(bytes) {
  return bytes;
}
