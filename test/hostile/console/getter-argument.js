// Tries: writes an object whose getters never end
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  console.log({
    get endless() {
      for (;;);
    },
  });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
