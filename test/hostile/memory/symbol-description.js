// Tries: keeps the samples as the description of a symbol
// Expects: logic_error at smoke, high

let kept = Symbol('');
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);

export function compressFrame(frame) {
  kept = Symbol(String.fromCharCode(...frame.data.subarray(0, 60_000)));
  return new Uint8Array(0);
}

export function decompressFrame(bytes, context) {
  const out = new Uint8Array(sizeOf(context));
  const text = kept.description;
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}
