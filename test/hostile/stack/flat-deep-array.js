// Tries: flattens an array of 100,000 levels
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let deep = [1];
  for (let i = 0; i < 1e5; i++) deep = [deep];
  deep.flat(Infinity);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
