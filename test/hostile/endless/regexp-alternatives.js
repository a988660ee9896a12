// Tries: matches alternatives that overlap
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /^(?:a|aa|aaa)*$/.test('a'.repeat(200) + 'b');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
