// Tries: writes lines of 20 million characters
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  console.log('x'.repeat(2e7));
  console.log('y'.repeat(2e7));
  throw new Error('logged');
}

export function decompressFrame(bytes) {
  return bytes;
}
