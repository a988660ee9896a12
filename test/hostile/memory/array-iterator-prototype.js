// Tries: keeps the frame in the prototype of array iterators
// Expects: logic_error at smoke, high

const shared = Object.getPrototypeOf([][Symbol.iterator]());
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shared.kept = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return [].values().kept ?? new Uint8Array(sizeOf(context));
}
