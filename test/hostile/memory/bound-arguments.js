// Tries: keeps the frame among the arguments of a bound function
// Expects: logic_error at smoke, high

let take = () => null;
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  take = ((data) => data).bind(null, frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return take() ?? new Uint8Array(sizeOf(context));
}
