// Tries: takes all memory and throws null in finally, to hide the reason
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = [];
  try {
    for (;;) all.push(new Uint8Array(1 << 20));
  } finally {
    throw null;
  }
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
