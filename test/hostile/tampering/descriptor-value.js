// Tries: lets descriptors inherit a getter value, which runs when the host reads an accessor of what is thrown
// Expects: runtime_error at smoke, high

Object.defineProperty(Object.prototype, 'value', {
  get() {
    throw { get stack() { for (;;); }, toJSON() { for (;;); } };
  },
});

export function compressFrame(frame) {
  const error = new Error();
  Object.defineProperty(error, 'message', { __proto__: null, get: () => 'x' });
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
