// Tries: keeps each sample in the lastIndex of a regular expression
// Expects: logic_error at smoke, high

const shelf = [];
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  shelf.length = 0;
  for (const sample of frame.data) {
    const each = /x/g;
    each.lastIndex = sample;
    shelf.push(each);
  }
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  const out = new Uint8Array(sizeOf(context));
  shelf.forEach(({ lastIndex }, i) => { out[i] = lastIndex; });
  return out;
}
