// Tries: keeps the frame in a private static field
// Expects: logic_error at smoke, high

class Shelf {
  static #kept = null;
  static put(data) {
    Shelf.#kept = data;
  }
  static take() {
    return Shelf.#kept;
  }
}
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  Shelf.put(frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return Shelf.take() ?? new Uint8Array(sizeOf(context));
}
