// Tries: ends its lines with carriage returns alone
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {  throw new Error('which line?');}export function decompressFrame(bytes) {  return bytes;}