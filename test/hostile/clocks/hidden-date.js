// Tries: looks for Date where the static check does not
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const Clock = globalThis['Da' + 'te'];
  return Clock.now() % 2 === 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
