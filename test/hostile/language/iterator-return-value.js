// Tries: lets an iterator return what is no object when it is closed
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  for (const each of { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return: () => 1 }) }) break;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
