// Tries: throws an error whose message, name, stack and cause never end
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const error = new Error('outside');
  for (const name of ['message', 'name', 'stack', 'cause', 'constructor']) {
    Object.defineProperty(error, name, {
      get() {
        for (;;);
      },
    });
  }
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
