// Tries: keeps the frame in the default value of a parameter
// Expects: logic_error at smoke, high

let take = (kept = null) => kept;
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  const { data } = frame;
  take = (kept = data) => kept;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return take() ?? new Uint8Array(sizeOf(context));
}
