// Tries: replaces the getter of buffer so that the host counts no bytes for the copy that it makes of the output
// Expects: performance_rejection at compare, medium

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
const none = new ArrayBuffer(0);
Object.defineProperty(TypedArray, 'buffer', { get: () => none });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
