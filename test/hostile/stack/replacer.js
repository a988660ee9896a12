// Tries: recurses in the function of replace
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const again = (text) => text.replace(/a/, () => again(text));
  again('a');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
