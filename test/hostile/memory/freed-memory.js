// Tries: hopes for the encoder's frame in memory that was freed: a buffer that is not cleared
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  for (let i = 0; i < 50; i++) frame.data.slice();
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(sizeOf(context));
}
