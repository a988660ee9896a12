// Tries: keeps the frame in a live iterator of a Map
// Expects: logic_error at smoke, high

const shelf = new Map();
const rest = shelf.values();
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.set(shelf.size, frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return rest.next().value ?? new Uint8Array(sizeOf(context));
}
