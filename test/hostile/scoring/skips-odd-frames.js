// Tries: sends every second frame and repeats it
// Expects: logic_error at smoke, high

export function compressFrame(frame, context) {
  return context.index % 2 === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.index % 2 === 0 ? bytes : context.previous.data;
}
