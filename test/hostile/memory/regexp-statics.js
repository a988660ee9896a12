// Tries: keeps the samples in what RegExp remembers of the last match
// Expects: logic_error at smoke, high

const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  /^.*$/s.exec(Array.from(frame.data, (sample) => String.fromCharCode(sample)).join(''));
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  const out = new Uint8Array(sizeOf(context));
  const text = RegExp.lastMatch ?? RegExp['$&'] ?? '';
  for (let i = 0; i < out.length; i++) out[i] = text.charCodeAt(i);
  return out;
}
