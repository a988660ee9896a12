// Tries: writes to its console without end
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (;;) console.log('again');
}

export function decompressFrame(bytes) {
  return bytes;
}
