// Tries: keeps an array in the closure of each of endlessly many functions
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let keep = () => 0;
  for (;;) {
    const before = keep;
    const data = new Float64Array(9999);
    keep = () => [before, data];
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
