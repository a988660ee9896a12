// Tries: throws an error of a class whose getters recurse without end
// Expects: runtime_error at smoke, high

class Deep extends Error {
  get name() {
    return this.name + this.message;
  }
  get message() {
    return this.name;
  }
}

export function compressFrame(frame) {
  throw new Deep();
}

export function decompressFrame(bytes) {
  return bytes;
}
