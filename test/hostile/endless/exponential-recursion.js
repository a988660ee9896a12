// Tries: computes Fibonacci numbers the long way
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
  frame.data[0] = fib(60);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
