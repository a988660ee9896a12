// Tries: sends only a hash of the frame and hopes to find its picture in a table of the source
// Expects: logic_error at measure, high

const pictures = new Map();
const sizeOf = ({ width, height }) => width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
function hashOf(data) {
  let hash = 2166136261;
  for (let i = 0; i < data.length; i += 64) hash = Math.imul(hash ^ data[i], 16777619);
  return hash >>> 0;
}

export function compressFrame(frame, context) {
  if (context.index === 0 || frame.width < 100) return frame.data;
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, hashOf(frame.data));
  pictures.set(hashOf(frame.data), frame.data);
  return out;
}

export function decompressFrame(bytes, context) {
  if (bytes.length !== 4) return bytes;
  const hash = new DataView(bytes.buffer).getUint32(0);
  return pictures.get(hash) ?? new Uint8Array(sizeOf(context));
}
