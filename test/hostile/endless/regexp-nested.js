// Tries: matches nested repetitions
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /^(a+)+$/.test('a'.repeat(60) + 'b');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
