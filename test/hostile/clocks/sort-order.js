// Tries: takes the order in which a sort compares for randomness
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const order = [];
  Array.from({ length: 99 }, (_, i) => i).sort((a, b) => {
    order.push(a * 100 + b);
    return 0;
  });
  return order.length > 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
