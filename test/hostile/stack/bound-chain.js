// Tries: binds a function 100,000 times and calls it: recursion without a function of its own
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let f = () => 1;
  for (let i = 0; i < 1e5; i++) f = f.bind(null);
  f();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
