// Tries: throws from a getter that the frame itself was given
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  Object.defineProperty(frame, 'data', {
    get() {
      throw new RangeError('from the getter');
    },
  });
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
