// Tries: takes the depth of the stack at which recursion ends for a clock
// Expects: performance_rejection at compare, medium

let depth = 0;
let first = -1;
function fall() {
  depth += 1;
  fall();
}

export function compressFrame(frame) {
  depth = 0;
  try {
    fall();
  } catch {
    if (first === -1) first = depth;
  }
  return depth === first ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
