// Tries: keeps the samples as lengths of arrays that are all holes
// Expects: logic_error at smoke, high

const shelf = [];
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.length = 0;
  for (const sample of frame.data) {
    const holes = [];
    holes.length = sample;
    shelf.push(holes);
  }
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  const out = new Uint8Array(sizeOf(context));
  for (let i = 0; i < shelf.length; i++) out[i] = shelf[i].length;
  return out;
}
