// Tries: matches nested repetitions backwards, in a lookbehind
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /(?<=^(a+)+c)d/.test('b' + 'a'.repeat(60) + 'cd');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
