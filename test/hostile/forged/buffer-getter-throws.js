// Tries: replaces the getter of buffer by one that throws an object whose own getters never end
// Expects: performance_rejection at compare, medium

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
const bomb = { get message() { for (;;); }, get name() { for (;;); }, toJSON() { for (;;); } };
Object.defineProperty(TypedArray, 'buffer', { get() { throw bomb; } });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
