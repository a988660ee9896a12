// Tries: returns one buffer in every call and writes over it
// Expects: performance_rejection at compare, medium

const shelf = new Uint8Array(1 << 16);

export function compressFrame(frame) {
  shelf.set(frame.data);
  return shelf.subarray(0, frame.data.length);
}

export function decompressFrame(bytes) {
  shelf.set(bytes);
  return shelf.subarray(0, bytes.length);
}
