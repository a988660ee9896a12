// Tries: loops without end in the decoder
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  while (bytes.length > 0) bytes[0] += 1;
  return bytes;
}
