// Tries: calls compressFrame from compressFrame
// Expects: resource_error at smoke, high

export function compressFrame(frame, context) {
  return compressFrame(frame, context);
}

export function decompressFrame(bytes) {
  return bytes;
}
