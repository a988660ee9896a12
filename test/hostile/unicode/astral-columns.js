// Tries: stands behind emoji, which count as one or as two columns
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const face = '😀😀😀'; throw new Error(face);
}

export function decompressFrame(bytes) {
  return bytes;
}
