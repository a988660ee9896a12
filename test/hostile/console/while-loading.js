// Tries: writes at the top level, before there is any frame
// Expects: runtime_error at load, high

console.info('loading', globalThis);
throw new Error('after the log');

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
