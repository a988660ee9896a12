// Tries: replaces the getter of buffer so that the host takes 64 MB, past its limit on the output
// Expects: performance_rejection at compare, medium

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
const huge = new ArrayBuffer(1 << 26);
Object.defineProperty(TypedArray, 'buffer', { get: () => huge });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
