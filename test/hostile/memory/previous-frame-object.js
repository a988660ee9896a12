// Tries: writes the frame into context.previous, hoping that the decoder is given the same object
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame, context) {
  if (context.previous === null) return frame.data;
  context.previous.data.set(frame.data);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  if (context.previous === null) return bytes;
  return context.previous.data;
}
