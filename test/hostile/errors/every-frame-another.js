// Tries: throws another error at every frame
// Expects: runtime_error at smoke, high

export function compressFrame(frame, context) {
  throw new Error(`frame ${context.index} of ${frame.width}: ${'abcdefgh'[context.index]}`);
}

export function decompressFrame(bytes) {
  return bytes;
}
