// Tries: looks for Proxy where the static check does not
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const Wrapper = globalThis['Pro' + 'xy'];
  return new Wrapper(frame.data, {});
}

export function decompressFrame(bytes) {
  return bytes;
}
