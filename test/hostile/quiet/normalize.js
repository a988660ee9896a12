// Tries: normalises a text of combining marks, which takes the square of its length
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  ('a' + '\u0301\u0323'.repeat(3e5)).normalize('NFC');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
