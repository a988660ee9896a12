// Tries: makes code from text with the constructor of an async function
// Expects: validation_error at static, high

export function compressFrame(frame) {
  return (async () => {}).constructor('return 1')();
}

export function decompressFrame(bytes) {
  return bytes;
}
