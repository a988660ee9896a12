// Tries: reads a property through a chain of a million prototypes
// Expects: performance_rejection at compare, medium

export function compressFrame(frame) {
  let object = { far: 1 };
  for (let i = 0; i < 1000; i++) object = Object.create(object);
  return object.far === 1 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes) {
  return bytes;
}
