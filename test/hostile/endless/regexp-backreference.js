// Tries: matches back-references
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /^(a*)*\1(b*)*\2c$/.test('a'.repeat(50) + 'b'.repeat(50));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
