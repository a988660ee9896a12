// Tries: is honest for tiny frames and sends nothing for those of the clips
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  return frame.width < 100 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.width < 100 ? bytes : new Uint8Array(sizeOf(context)).fill(128);
}
