// Tries: raises the quality in the context, for the decoder and for the measurement
// Expects: logic_error at smoke, high

export function compressFrame(frame, context) {
  context.quality = 1;
  context.index = 9;
  return frame.data;
}

export function decompressFrame(bytes, context) {
  return context.quality === 1 ? bytes : bytes.map((sample) => sample ^ 1);
}
