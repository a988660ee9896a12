// Tries: throws an error whose message takes all memory when read
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error();
  Object.defineProperty(error, 'message', {
    get() {
      const all = [];
      for (;;) all.push(new Uint8Array(1 << 20));
    },
  });
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
