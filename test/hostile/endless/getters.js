// Tries: loops through getters alone
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const object = {
    get next() {
      return this;
    },
  };
  let at = object;
  while (at) at = at.next;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
