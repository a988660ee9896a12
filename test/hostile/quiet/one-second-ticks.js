// Tries: lets one tick through each second, so that it never seems stuck
// Expects: timeout at smoke, high

const large = new Float64Array(1_500_000);

export function compressFrame(frame) {
  for (;;) {
    for (let i = 0; i < 300; i++) large.fill(i);
    for (let i = 0; i < 20_000; i++) frame.data[0] = i;
  }
}

export function decompressFrame(bytes) {
  return bytes;
}
