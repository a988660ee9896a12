// Tries: nothing: the honest codec that must give the same bytes after every trick
// Expects: performance_rejection at compare, medium

// The difference to the sample before, as it is: no bytes saved, but every sample is worked on.
export function compressFrame(frame) {
  const out = new Uint8Array(frame.data.length);
  let before = 128;
  for (let i = 0; i < out.length; i++) {
    out[i] = frame.data[i] - before;
    before = frame.data[i];
  }
  return out;
}

export function decompressFrame(bytes) {
  const out = new Uint8Array(bytes.length);
  let before = 128;
  for (let i = 0; i < out.length; i++) {
    before = (before + bytes[i]) & 255;
    out[i] = before;
  }
  return out;
}
