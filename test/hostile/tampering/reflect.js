// Tries: replaces every function of Reflect and of Object
// Expects: performance_rejection at compare, medium

for (const holder of [Reflect, Object]) {
  for (const name of Object.getOwnPropertyNames(holder)) {
    if (typeof holder[name] === 'function' && name !== 'getOwnPropertyNames') holder[name] = () => 1;
  }
}

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
