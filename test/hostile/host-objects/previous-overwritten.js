// Tries: writes into the previous frame, to spoil what the next frames are predicted from
// Expects: performance_rejection at compare, medium

export function compressFrame(frame, context) {
  context.previous?.data.fill(0);
  return frame.data;
}

export function decompressFrame(bytes, context) {
  context.previous?.data.fill(255);
  return bytes;
}
