// Tries: pushes numbers without end
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = [];
  for (let i = 0; ; i++) all.push(i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
