// Tries: sorts a million floats over and over
// Expects: timeout at smoke, high

const large = new Float64Array(400_000);

export function compressFrame(frame) {
  for (;;) large.sort();
}

export function decompressFrame(bytes) {
  return bytes;
}
