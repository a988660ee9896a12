// Tries: asks String.raw for a template of 2^53 parts
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  String.raw({ raw: { length: 2 ** 53 - 1 } });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
