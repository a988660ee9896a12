// Tries: keeps the frame in a generator that waits in the middle
// Expects: logic_error at smoke, high

function* keeper() {
  let kept = null;
  for (;;) kept = (yield kept) ?? kept;
}
const shelf = keeper();
shelf.next();
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.next(frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return shelf.next().value ?? new Uint8Array(sizeOf(context));
}
