// Tries: visits a Map that each visit makes longer
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const all = new Map([[0, 0]]);
  all.forEach((value, key) => {
    all.delete(key);
    all.set(key + 1, value);
  });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
