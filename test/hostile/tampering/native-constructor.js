// Tries: makes code from text with the constructor of built-in functions, getters and bound functions
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length');
  const makers = [Math.max, get, (() => {}).bind(), Symbol, [].values, console.log, compressFrame].map(({ constructor }) => constructor);
  for (const maker of new Set(makers)) if (maker !== Object) maker('return 1');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
