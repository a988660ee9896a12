// Tries: looks for the host's functions in what it can reach, and calls them
// Expects: performance_rejection at compare, medium

const seen = new Set();
function walk(value, depth) {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!isObject || seen.has(value) || depth > 9 || ArrayBuffer.isView(value)) return;
  seen.add(value);
  walk(Object.getPrototypeOf(value), depth + 1);
  for (const key of Reflect.ownKeys(value)) {
    const found = Object.getOwnPropertyDescriptor(value, key);
    for (const each of [found.value, found.get, found.set]) walk(each, depth + 1);
    if (/compress|describe|prelude|install/.test(String(key)) && typeof found.value === 'function' && value !== globalThis) found.value();
  }
}

export function compressFrame(frame, context) {
  walk(globalThis, 0);
  walk(frame, 0);
  walk(context, 0);
  walk(compressFrame, 0);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
