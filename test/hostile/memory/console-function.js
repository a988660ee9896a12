// Tries: keeps the frame in a property of console.log, which the host made
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  console.log.kept = frame.data;
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return console.log.kept ?? new Uint8Array(sizeOf(context));
}
