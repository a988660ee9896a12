// Tries: blackens the frame it was given, so that any decoder gives the same
// Expects: logic_error at smoke, high

export function compressFrame(frame) {
  frame.data.fill(0);
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1));
}
