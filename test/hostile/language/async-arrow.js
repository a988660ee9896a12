// Tries: hides an endless loop in an async function, which swallows the interrupt
// Expects: validation_error at static, high

export function compressFrame(frame) {
  for (;;) {
    (async () => {
      for (;;);
    })();
  }
}

export function decompressFrame(bytes) {
  return bytes;
}
