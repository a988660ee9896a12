// Tries: makes code from text with Reflect.construct
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return Reflect.construct((() => {}).constructor, ['return 1'])();
}

export function decompressFrame(bytes) {
  return bytes;
}
