// Tries: returns an object with a then, for whoever awaits it
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { then: (resolve) => resolve(frame.data) };
}

export function decompressFrame(bytes) {
  return bytes;
}
