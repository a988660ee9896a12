// Tries: uses what the host calls it with: this, arguments, new.target
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  if (this !== undefined || arguments.length !== 2 || new.target !== undefined) return new Uint8Array(0);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
