// Tries: makes promises without end, whose reactions would run later
// Expects: validation_error at static, high

export function compressFrame(frame) {
  const bomb = () => Promise.resolve().then(bomb).then(bomb);
  bomb();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
