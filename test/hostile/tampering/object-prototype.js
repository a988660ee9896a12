// Tries: gives every object the fields that the host might read, in Object.prototype
// Expects: performance_rejection at compare, medium

const names = ['value', 'get', 'set', 'kind', 'length', 'data', 'bytes', 'ticks', 'error', 'message', 'name', 'stack', '0', '1', 'writable'];
for (const name of names.filter((each) => !['get', 'set', 'value', 'writable'].includes(each))) Object.prototype[name] ??= 7;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
