// Tries: returns the samples as BigInts
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return BigUint64Array.from(frame.data, BigInt);
}

export function decompressFrame(bytes) {
  return bytes;
}
