// Tries: recurses through four functions
// Expects: resource_error at smoke, high

const a = () => b() + 1;
const b = () => c() + 1;
const c = () => d() + 1;
const d = () => a() + 1;

export function compressFrame(frame) {
  return a();
}

export function decompressFrame(bytes) {
  return bytes;
}
