// Tries: makes code from text with new Function
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return new Function('frame', 'return frame.data')(frame);
}

export function decompressFrame(bytes) {
  return bytes;
}
