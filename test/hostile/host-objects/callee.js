// Tries: looks for its callers, the functions of the host, through arguments.callee and caller
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  return (function walk() {
    return arguments.callee.caller;
  })();
}

export function decompressFrame(bytes) {
  return bytes;
}
