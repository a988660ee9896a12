// Tries: replaces String and what texts are cut with
// Expects: runtime_error at smoke, high

String.prototype.slice = () => 'forged';
String.prototype.toString = () => 'forged';
globalThis.String = () => 'forged';

export function compressFrame(frame) {
  throw new Error('the true message');
}

export function decompressFrame(bytes) {
  return bytes;
}
