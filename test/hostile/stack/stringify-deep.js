// Tries: turns an array of 2,000 levels into JSON
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  let deep = [];
  for (let i = 0; i < 2000; i++) deep = [deep];
  JSON.stringify(deep);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
