// Tries: replaces the console by one of its own
// Expects: runtime_error at load, high

globalThis.console = { log: () => { for (;;); } };

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
