// Tries: exports an async function
// Expects: validation_error at static, high

export async function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
