// Tries: returns a view that follows a resizable buffer and shrinks it afterwards
// Expects: runtime_error at smoke, high

let shelf = null;

export function compressFrame(frame) {
  shelf?.resize(0);
  shelf = new ArrayBuffer(frame.data.length, { maxByteLength: 4 * frame.data.length });
  const view = new Uint8Array(shelf);
  view.set(frame.data);
  return view;
}

export function decompressFrame(bytes) {
  return bytes;
}
