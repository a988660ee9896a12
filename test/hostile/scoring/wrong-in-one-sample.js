// Tries: is exact but for the last sample of the last frame
// Expects: logic_error at measure, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes, context) {
  if (context.index < 7) return bytes;
  const out = bytes.slice();
  out[out.length - 1] ^= 1;
  return out;
}
