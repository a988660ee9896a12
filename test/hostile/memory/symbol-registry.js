// Tries: keeps the frame under a registered symbol, which every realm shares
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  Object.prototype[Symbol.for('kept')] = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return ({})[Symbol.for('kept')] ?? new Uint8Array(sizeOf(context));
}
