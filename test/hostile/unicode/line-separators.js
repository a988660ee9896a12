// Tries: separates lines by U+2028 and U+2029, which only JavaScript counts
// Expects: runtime_error at smoke, high

const a = 1; const b = 2; const c = ' ';

export function compressFrame(frame) {
  throw new Error(`${a}${b}${c}`);
}

export function decompressFrame(bytes) {
  return bytes;
}
