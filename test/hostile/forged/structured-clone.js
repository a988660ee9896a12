// Tries: detaches its output by structuredClone
// Expects: validation_error at static, high

export function compressFrame(frame) {
  structuredClone(frame.data.buffer, { transfer: [frame.data.buffer] });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
