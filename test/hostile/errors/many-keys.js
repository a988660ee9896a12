// Tries: throws an object of 50,000 keys and a symbol
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  const out = { [Symbol('s')]: 1 };
  for (let i = 0; i < 50_000; i++) out[`key${i}`] = i;
  throw out;
}

export function decompressFrame(bytes) {
  return bytes;
}
