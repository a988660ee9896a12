// Tries: matches a simple pattern from every place of a long text
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /a*b/.test('a'.repeat(300_000));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
