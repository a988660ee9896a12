// Tries: counts its calls and cheats once the short smoke cases must be over
// Expects: logic_error at measure, high

let calls = 0;
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  calls += 1;
  return calls <= 2 ? frame.data : new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  calls += 1;
  return calls <= 2 ? bytes : new Uint8Array(sizeOf(context)).fill(128);
}
