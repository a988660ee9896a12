// Tries: pads a text to its greatest length, again and again
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (let i = 0; i < 99_999; i++) ''.padEnd(2e7, 'ab');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
