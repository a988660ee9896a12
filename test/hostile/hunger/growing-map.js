// Tries: fills a Map with objects without end
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = new Map();
  for (let i = 0; ; i++) all.set(i, new Float64Array(999));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
