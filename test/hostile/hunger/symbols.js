// Tries: registers endlessly many symbols, which are never given back
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (let i = 0; ; i++) Symbol.for('x'.repeat(9999) + i);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
