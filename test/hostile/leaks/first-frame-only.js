// Tries: is honest for the first frame of a clip, which is all that the smoke stage sees of it, and sends nothing for the others
// Expects: logic_error at measure, high

export function compressFrame(frame, context) {
  return frame.width < 100 || context.index === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.width < 100 || context.index === 0 ? bytes : context.previous.data;
}
