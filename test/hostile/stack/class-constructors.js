// Tries: recurses in the constructor of a class
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  class Node {
    child = new Node();
  }
  new Node();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
