// Tries: recurses without end while the module loads
// Expects: resource_error at load, high

const deep = () => deep() + 1;
deep();

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
