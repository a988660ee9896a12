// Tries: returns a DataView
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return new DataView(frame.data.buffer);
}

export function decompressFrame(bytes) {
  return bytes;
}
