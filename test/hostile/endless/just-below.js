// Tries: uses nearly all its ticks for each tiny frame, and works
// Expects: performance_rejection at compare, medium

const WORK = 2_000_000;

export function compressFrame(frame, context) {
  let n = 0;
  if (context.index === 1 && frame.width < 16) for (let i = 0; i < WORK; i++) n += i & 1;
  return n >= 0 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
