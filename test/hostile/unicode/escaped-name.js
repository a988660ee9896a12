// Tries: writes the name of its export with escapes
// Expects: performance_rejection at compare, medium

export function c\u006fmpressFr\u{61}me(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
