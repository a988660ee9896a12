// Tries: sends nothing and lets the decoder choose a picture by the index of the frame
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(sizeOf(context)).fill(120 + context.index);
}
