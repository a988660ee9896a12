// Tries: takes all memory in the decoder, at the fourth frame of a clip
// Expects: resource_error at measure, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes, context) {
  const all = [];
  while (context.index === 3) all.push(new Uint8Array(1 << 20));
  return bytes;
}
