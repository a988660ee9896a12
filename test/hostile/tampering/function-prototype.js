// Tries: replaces call, apply and bind
// Expects: performance_rejection at compare, medium

const functions = Object.getPrototypeOf(() => {});
functions.call = () => 0;
functions.apply = () => 0;
functions.bind = () => () => 0;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
