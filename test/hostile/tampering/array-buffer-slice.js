// Tries: replaces slice and byteLength of ArrayBuffer
// Expects: performance_rejection at compare, medium

ArrayBuffer.prototype.slice = () => new ArrayBuffer(0);
Object.defineProperty(ArrayBuffer.prototype, 'byteLength', { get: () => 0 });

export function compressFrame(frame) {
  return frame.data.buffer;
}

export function decompressFrame(bytes) {
  return bytes.buffer;
}
