// Tries: matches lazy repetitions of everything
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  /^(?:.*?,){25}x$/.test(','.repeat(120));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
