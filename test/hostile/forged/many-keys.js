// Tries: returns an object of 50,000 keys, for whoever lists them
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  const out = {};
  for (let i = 0; i < 50_000; i++) out[`key${i}`] = i;
  return out;
}

export function decompressFrame(bytes) {
  return bytes;
}
