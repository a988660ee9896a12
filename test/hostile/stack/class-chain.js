// Tries: extends 20,000 classes and makes one instance
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let Base = class {};
  for (let i = 0; i < 20_000; i++) Base = class extends Base {};
  new Base();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
