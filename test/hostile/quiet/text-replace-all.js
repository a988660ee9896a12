// Tries: replaces in a text what is nearly in it everywhere
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const text = 'a'.repeat(2e6);
  text.replaceAll('a'.repeat(1e6) + 'b', 'c');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
