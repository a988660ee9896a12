// Tries: writes an object of 5,000 levels, beyond what the stack holds
// Expects: performance_rejection at compare, medium

let deep = {};
for (let i = 0; i < 5000; i++) deep = { deep };

export function compressFrame(frame) {
  console.log(deep);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
