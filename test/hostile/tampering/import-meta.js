// Tries: asks import.meta where it stands, to find the files beside it
// Expects: performance_rejection at compare, medium

const place = String(import.meta.url ?? '');
if (place.includes('/')) throw new Error(place);

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
