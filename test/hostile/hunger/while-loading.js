// Tries: takes all memory at the top level
// Expects: resource_error at load, high

const tables = [];
for (;;) tables.push(new Float64Array(1 << 16));

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
