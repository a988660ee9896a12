// Tries: recurses in a getter
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const object = {
    get deep() {
      return this.deep;
    },
  };
  object.deep;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
