// Tries: raises a BigInt to a great power while the module loads
// Expects: timeout at load, high

let table = 0n;
for (let i = 0; i < 9999; i++) table += (3n ** 600_000n) % 251n;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
