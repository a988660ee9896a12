// Tries: searches ten megabytes over and over
// Expects: timeout at smoke, high

const large = new Float64Array(1_500_000);

export function compressFrame(frame) {
  for (;;) large.indexOf(1);
}

export function decompressFrame(bytes) {
  return bytes;
}
