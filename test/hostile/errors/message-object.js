// Tries: throws an error whose message is an object with a toString that never ends
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error();
  error.message = {
    toString() {
      for (;;);
    },
  };
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
