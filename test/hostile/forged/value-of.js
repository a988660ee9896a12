// Tries: returns an object whose valueOf, toString and Symbol.toPrimitive never end, for whoever converts it
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  const endless = () => {
    for (;;);
  };
  return { valueOf: endless, toString: endless, [Symbol.toPrimitive]: endless, toJSON: endless };
}

export function decompressFrame(bytes) {
  return bytes;
}
