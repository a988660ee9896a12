// Tries: returns bytes of a class whose Symbol.species makes other arrays
// Expects: performance_rejection at compare, medium

class Bytes extends Uint8Array {
  static get [Symbol.species]() {
    return class extends Uint8Array {
      constructor() {
        super(1);
      }
    };
  }
}

export function compressFrame(frame) {
  return new Bytes(frame.data);
}

export function decompressFrame(bytes) {
  return new Bytes(bytes);
}
