// Tries: throws an object whose toString, valueOf and toJSON recurse without end
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const bomb = { toString: () => bomb + '', valueOf: () => `${bomb}`, toJSON: () => JSON.stringify(bomb), [Symbol.toPrimitive]: () => `${bomb}` };
  throw bomb;
}

export function decompressFrame(bytes) {
  return bytes;
}
