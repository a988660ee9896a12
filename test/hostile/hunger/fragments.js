// Tries: breaks memory into holes that are each too small
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const all = Array.from({ length: 2000 }, (_, i) => new Uint8Array(9000 + i));
  for (let i = 0; i < all.length; i += 2) all[i] = null;
  try {
    new Uint8Array(120 << 20);
  } catch {
    all.length = 0;
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
