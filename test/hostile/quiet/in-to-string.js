// Tries: searches an array-like of 2^53 elements in the text of what it writes to the console
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const endless = () => {};
  endless.toString = () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
  console.log(endless);
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
