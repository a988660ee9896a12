// Tries: keeps the frame under the cached strings object of a tagged template
// Expects: logic_error at smoke, high

const shelf = new WeakMap();
const site = () => ((strings) => strings)`kept`;
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.set(site(), frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return shelf.get(site()) ?? new Uint8Array(sizeOf(context));
}
