// Tries: reads the clock, to behave differently on the second machine
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return Date.now() % 2 === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
