// Tries: sends the first frame and repeats it for the whole clip
// Expects: validation_error at compare, high
// Benchmark: lossy

export function compressFrame(frame, context) {
  return context.index === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  return context.index === 0 ? bytes : context.previous.data;
}
