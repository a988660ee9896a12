// Tries: exports a class instead of a function
// Expects: validation_error at static, high

export class compressFrame {}

export function decompressFrame(bytes) {
  return bytes;
}
