// Tries: matches a regular expression that goes back a million times
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  /^(?:a|b|ab)*$/.test('ab'.repeat(5e5) + 'c');
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
