// Tries: loops without end
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  for (;;) frame.data[0] += 1;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
