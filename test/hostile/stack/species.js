// Tries: recurses in Symbol.species
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  class Deep extends Array {
    static get [Symbol.species]() {
      return new Deep(3).map(() => 1).constructor;
    }
  }
  new Deep(3).map(() => 1);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
