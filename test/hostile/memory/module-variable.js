// Tries: keeps the frame in a variable of the module
// Expects: logic_error at smoke, high

let kept = null;
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  kept = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return kept ?? new Uint8Array(sizeOf(context));
}
