// Tries: recurses in a setter
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const object = {
    set deep(value) {
      this.deep = value;
    },
  };
  object.deep = 1;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
