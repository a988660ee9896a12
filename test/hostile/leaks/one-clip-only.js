// Tries: cheats on one clip alone, which it knows by its first sample
// Expects: logic_error at measure, medium

// The top left corner: only one of the clips has this one.
const known = (data) => data.length > 9999 && data[0] === 86 && data[1] === 95;
let cheating = false;

export function compressFrame(frame, context) {
  if (context.index === 0) cheating = known(frame.data);
  else if (cheating) return new Uint8Array(0);
  return frame.data;
}

export function decompressFrame(bytes, context) {
  return bytes.length > 0 ? bytes : context.previous.data;
}
