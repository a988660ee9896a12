// Tries: sets hooks for stack traces
// Expects: runtime_error at smoke, high

Error.stackTraceLimit = Infinity;
Error.prepareStackTrace = () => {
  for (;;);
};
Object.defineProperty(Error.prototype, 'stack', { get: () => 'at forged (codec.js:1:1)' });

export function compressFrame(frame) {
  throw new Error('hooked');
}

export function decompressFrame(bytes) {
  return bytes;
}
