// Tries: replaces Symbol.species of Uint8Array and ArrayBuffer, so that copies are made by its own code
// Expects: performance_rejection at compare, medium

const One = class extends Uint8Array {
  constructor() {
    super(1);
  }
};
Object.defineProperty(Uint8Array, Symbol.species, { value: One });
Object.defineProperty(Object.getPrototypeOf(Uint8Array), Symbol.species, { value: One });
Object.defineProperty(ArrayBuffer, Symbol.species, { value: class { constructor() { return new ArrayBuffer(1); } } });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
