// Tries: takes array buffers until nothing is left, which the limit of the engine itself does not count
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = [];
  for (;;) all.push(new Uint8Array(1 << 20));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
