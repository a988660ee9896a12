// Tries: asks in which country the machine stands
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  return (1234.5).toLocaleString() === '1234.5' && 'a'.localeCompare('b') < 0 ? frame.data : frame.data.slice();
}

export function decompressFrame(bytes) {
  return bytes;
}
