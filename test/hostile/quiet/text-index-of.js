// Tries: searches a text for one that is nearly in it everywhere
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const text = 'a'.repeat(2e6);
  text.indexOf('a'.repeat(1e6) + 'b');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
