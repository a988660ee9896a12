// Tries: returns 16-bit samples, two bytes for the price of one element
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return new Uint16Array(frame.data.length >> 1);
}

export function decompressFrame(bytes) {
  return bytes;
}
