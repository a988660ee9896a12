// Tries: searches a text from its end
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const text = 'a'.repeat(2e6);
  for (let i = 0; i < 9999; i++) text.lastIndexOf('b' + 'a'.repeat(1e6));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
