// Tries: sends the whole of its tables with the first frame and refers to them: the bytes are only moved
// Expects: performance_rejection at compare, medium

export function compressFrame(frame, context) {
  if (context.index > 0) return frame.data;
  const out = new Uint8Array(frame.data.length + 4000);
  out.set(frame.data);
  return out;
}

export function decompressFrame(bytes, context) {
  return context.index > 0 ? bytes : bytes.slice(0, bytes.length - 4000);
}
