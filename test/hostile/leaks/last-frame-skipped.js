// Tries: is honest for seven frames and repeats the last one
// Expects: logic_error at measure, high

export function compressFrame(frame, context) {
  return context.index < 7 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.index < 7 ? bytes : context.previous.data;
}
