// Tries: returns a BigInt of the whole frame
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return frame.data.subarray(0, 300).reduce((all, sample) => all * 256n + BigInt(sample), 1n);
}

export function decompressFrame(bytes) {
  return bytes;
}
