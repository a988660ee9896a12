// Tries: returns no bytes and lets the decoder guess a grey frame
// Expects: logic_error at smoke, high

export function compressFrame(frame) {
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return new Uint8Array(context.width * context.height + 2 * ((context.width + 1) >> 1) * ((context.height + 1) >> 1)).fill(128);
}
