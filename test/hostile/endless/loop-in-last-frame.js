// Tries: loops without end at the last frame of a clip
// Expects: timeout at measure, high

export function compressFrame(frame, context) {
  while (context.index === 7) frame.data[0] += 1;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
