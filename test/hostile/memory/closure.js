// Tries: keeps the frame in the closure of a pair of functions
// Expects: logic_error at smoke, high

const shelf = (() => {
  let kept = null;
  return { put: (data) => { kept = data; }, take: () => kept };
})();
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.put(frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return shelf.take() ?? new Uint8Array(sizeOf(context));
}
