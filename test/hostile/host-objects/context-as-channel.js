// Tries: writes into the context, hoping that the decoder sees it
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame, context) {
  context.kept = frame.data;
  Object.getPrototypeOf(context).kept = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.kept ?? new Uint8Array(sizeOf(context));
}
