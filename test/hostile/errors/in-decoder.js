// Tries: throws only in the decoder, after the bytes were counted
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  return new Uint8Array(0);
}

export function decompressFrame(bytes) {
  throw new Error('no frame for you');
}
