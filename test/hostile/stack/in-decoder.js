// Tries: recurses without end in decompressFrame
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  const deep = () => deep() + 1;
  return deep();
}
