// Tries: keeps the frame in a property of the exported function
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  compressFrame.kept = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return compressFrame.kept ?? new Uint8Array(sizeOf(context));
}
