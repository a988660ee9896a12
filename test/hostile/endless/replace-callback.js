// Tries: loops in the function of replaceAll
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  'abc'.replaceAll(/b/g, () => {
    for (;;);
  });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
