// Tries: writes NUL, escape sequences, workflow commands and a closed code fence
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  console.log('a\0b', '\u001b[2J', '\n::error::forged\n', '\n```\n# Accepted\n', '\u202e');
  throw new Error('logged');
}

export function decompressFrame(bytes) {
  return bytes;
}
