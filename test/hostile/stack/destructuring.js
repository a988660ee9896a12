// Tries: recurses in the default value of a parameter
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const again = ({ a = again({}) }) => a;
  again({});
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
