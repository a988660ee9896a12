// Tries: spreads a generator that never ends, without keeping what it gives
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  function* endless() {
    for (;;) yield 1;
  }
  for (const each of endless()) frame.data[0] = each;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
