// Tries: doubles a text without end
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let text = 'x';
  for (;;) text += text + 'y';
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
