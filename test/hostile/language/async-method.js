// Tries: hides async in the method of a class
// Expects: validation_error at static, high

class Coder {
  async code(frame) {
    return frame.data;
  }
}

export function compressFrame(frame) {
  return new Coder().code(frame);
}

export function decompressFrame(bytes) {
  return bytes;
}
