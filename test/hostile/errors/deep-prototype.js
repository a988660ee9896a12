// Tries: throws an object at the end of a chain of 100,000 prototypes
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  let object = { message: 'far away' };
  for (let i = 0; i < 1e5; i++) object = Object.create(object);
  throw object;
}

export function decompressFrame(bytes) {
  return bytes;
}
