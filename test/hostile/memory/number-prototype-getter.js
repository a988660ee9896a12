// Tries: keeps the frame in a getter of Number.prototype
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  const { data } = frame;
  Object.defineProperty(Number.prototype, 'kept', { get: () => data, configurable: true });
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return (0).kept ?? new Uint8Array(sizeOf(context));
}
