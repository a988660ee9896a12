// Tries: replaces the getters of length of all typed arrays
// Expects: performance_rejection at compare, medium

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
for (const name of ['length', 'byteLength', 'byteOffset']) Object.defineProperty(TypedArray, name, { get: () => 1 });
Object.defineProperty(ArrayBuffer.prototype, 'byteLength', { get: () => 1 });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
