// Tries: returns a small view of a large buffer whose rest holds more than the host should see
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const large = new Uint8Array(1 << 20).fill(255);
  large.set(frame.data, 77);
  return large.subarray(77, 77 + frame.data.length);
}

export function decompressFrame(bytes) {
  return bytes;
}
