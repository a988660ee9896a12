// Tries: throws a typed array and an array of four billion holes
// Expects: runtime_error at smoke, high

export function compressFrame(frame, context) {
  if (context.index === 0) throw frame.data;
  const holes = [];
  holes.length = 2 ** 32 - 1;
  throw holes;
}

export function decompressFrame(bytes) {
  return bytes;
}
