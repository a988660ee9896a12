// Tries: lets errors inherit a message and a name that never end
// Expects: runtime_error at smoke, high

for (const name of ['message', 'name', 'stack', 'cause', 'toString']) {
  Object.defineProperty(Error.prototype, name, { get() { for (;;); } });
}

export function compressFrame(frame) {
  throw new TypeError();
}

export function decompressFrame(bytes) {
  return bytes;
}
