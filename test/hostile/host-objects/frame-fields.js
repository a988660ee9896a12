// Tries: deletes and replaces the fields of frame and context
// Expects: performance_rejection at compare, medium

export function compressFrame(frame, context) {
  const { data } = frame;
  for (const key of Object.keys(frame)) delete frame[key];
  for (const key of Object.keys(context)) context[key] = { valueOf() { for (;;); } };
  frame.data = null;
  return data;
}

export function decompressFrame(bytes, context) {
  for (const key of Object.keys(context)) delete context[key];
  return bytes;
}
