// Tries: keeps a reference to the previous frame and reads it later
// Expects: performance_rejection at compare, medium

const seen = [];

export function compressFrame(frame, context) {
  if (context.previous !== null) seen.push(context.previous.data);
  return frame.data;
}

export function decompressFrame(bytes, context) {
  if (context.previous !== null) seen.push(context.previous.data);
  return bytes;
}
