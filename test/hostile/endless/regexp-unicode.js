// Tries: matches classes without case in a long text
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /^(?:\p{L}+\p{M}*)+$/iu.test('\u00e9'.repeat(60) + '1');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
