// Tries: keeps the frame in a WeakMap whose key both sides have: an intrinsic
// Expects: logic_error at smoke, high

const shelf = new WeakMap();
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.set(Array.prototype, frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return shelf.get(Array.prototype) ?? new Uint8Array(sizeOf(context));
}
