// Tries: writes 100,000 lines and works
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  for (let i = 0; i < 1000; i++) console.warn('flood', i);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
