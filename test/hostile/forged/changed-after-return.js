// Tries: keeps what it returned and changes it in the next call
// Expects: performance_rejection at compare, medium

let before = null;

export function compressFrame(frame) {
  before?.fill(0);
  before = frame.data.slice();
  return before;
}

export function decompressFrame(bytes) {
  before?.fill(0);
  before = bytes.slice();
  return before;
}
