// Tries: fills ten megabytes over and over: few jumps, much time
// Expects: timeout at smoke, high

const large = new Float64Array(1_500_000);

export function compressFrame(frame) {
  for (;;) large.fill(frame.data[0]);
}

export function decompressFrame(bytes) {
  return bytes;
}
