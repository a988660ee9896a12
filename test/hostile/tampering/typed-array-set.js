// Tries: replaces set, slice and subarray of typed arrays, which copy the output
// Expects: performance_rejection at compare, medium

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype);
for (const name of ['set', 'slice', 'subarray', 'fill', 'copyWithin']) TypedArray[name] = () => new Uint8Array(0);

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
