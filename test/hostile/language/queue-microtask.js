// Tries: queues work for later
// Expects: validation_error at static, high

export function compressFrame(frame) {
  queueMicrotask(() => frame.data.fill(0));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
