// Tries: keeps the frame in a property of Error and of a thrown error
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  try {
    throw Object.assign(new Error("kept"), { data: frame.data });
  } catch (error) {
    Error.last = error;
  }
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return Error.last?.data ?? new Uint8Array(sizeOf(context));
}
