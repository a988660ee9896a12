// Tries: hides code behind bidirectional marks
// Expects: runtime_error at smoke, high

const allowed = '‮ } ⁦if (false) {⁩ ⁦';

export function compressFrame(frame) {
  throw new Error(allowed);
}

export function decompressFrame(bytes) {
  return bytes;
}
