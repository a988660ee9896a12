// Tries: returns one byte more than may be
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const out = new Uint8Array(2 * frame.data.length + 4097);
  out.set(frame.data);
  return out;
}

export function decompressFrame(bytes) {
  return bytes;
}
