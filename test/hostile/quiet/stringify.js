// Tries: turns a list whose every level is looked up among all others into JSON
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const wide = Array.from({ length: 99 }, () => 'x'.repeat(9999));
  for (let i = 0; i < 9999; i++) JSON.stringify(wide);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
