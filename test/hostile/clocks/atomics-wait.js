// Tries: waits, to have the clock of the watchdog go on without it
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  globalThis.Atomics.wait(new Int32Array(4), 0, 0, 60_000);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
