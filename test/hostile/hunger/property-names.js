// Tries: gives one object endlessly many properties
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = {};
  for (let i = 0; ; i++) all['a property with a long name that is like no other ' + i] = [i];
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
