// Tries: lets the decoder return a frame and its neighbour
// Expects: logic_error at smoke, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  const out = new Uint8Array(2 * bytes.length);
  out.set(bytes);
  return out;
}
