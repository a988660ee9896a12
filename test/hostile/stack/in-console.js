// Tries: recurses in the toString of what it writes to the console
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const deep = () => deep() + 1;
  const text = () => {};
  text.toString = deep;
  console.log(text);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
