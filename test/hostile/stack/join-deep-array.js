// Tries: turns an array of 100,000 levels into text
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  let deep = [];
  for (let i = 0; i < 1e5; i++) deep = [deep];
  `${deep}`;
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
