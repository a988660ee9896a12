// Tries: makes code from text with eval
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return eval('frame.data');
}

export function decompressFrame(bytes) {
  return bytes;
}
