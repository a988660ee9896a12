// Tries: replaces every function of Math, hoping that rates are computed in its world
// Expects: performance_rejection at compare, medium

for (const name of Object.getOwnPropertyNames(Math)) {
  if (typeof Math[name] === 'function' && name !== 'random') Math[name] = () => Number.NEGATIVE_INFINITY;
}

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
