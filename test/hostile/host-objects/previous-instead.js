// Tries: sends nothing and gives back the previous frame
// Expects: logic_error at smoke, high

export function compressFrame(frame, context) {
  return context.previous === null ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.previous?.data ?? bytes;
}
