// Tries: uses an async generator
// Expects: validation_error at static, high

async function* frames() {
  yield 1;
}

export function compressFrame(frame) {
  frames().next();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
