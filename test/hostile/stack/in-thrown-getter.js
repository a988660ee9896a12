// Tries: throws an object whose getters recurse without end
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const deep = () => deep() + 1;
  throw { get message() { return deep(); }, get stack() { return deep(); } };
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
