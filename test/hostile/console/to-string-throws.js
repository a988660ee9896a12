// Tries: writes values that refuse to be text: a symbol, a function whose toString throws
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  const refuses = () => {};
  refuses.toString = () => {
    throw new Error('no text');
  };
  console.log(Symbol('x'), refuses, Object.create(null), null, undefined, 1n);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
