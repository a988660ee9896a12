// Tries: gives its output a length of its own, 1, in the hope that the host counts that
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const bytes = new Uint8Array(frame.data);
  for (const name of ['length', 'byteLength', 'byteOffset']) Object.defineProperty(bytes, name, { value: 1 });
  return bytes;
}

export function decompressFrame(bytes) {
  return bytes;
}
