// Tries: looks for eval where the static check does not
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const run = globalThis['ev' + 'al'];
  return run('frame.data');
}

export function decompressFrame(bytes) {
  return bytes;
}
