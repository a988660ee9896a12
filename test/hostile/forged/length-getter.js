// Tries: returns a Uint8Array of a class whose length is a getter
// Expects: performance_rejection at compare, medium

class Short extends Uint8Array {
  get length() {
    return 1;
  }
  get byteLength() {
    return 1;
  }
}

export function compressFrame(frame) {
  return new Short(frame.data);
}

export function decompressFrame(bytes) {
  return bytes;
}
