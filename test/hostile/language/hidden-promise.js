// Tries: looks for Promise where the static check does not
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const Later = globalThis['Prom' + 'ise'];
  return Later.resolve(frame.data);
}

export function decompressFrame(bytes) {
  return bytes;
}
