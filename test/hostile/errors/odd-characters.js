// Tries: throws a message of NUL, escape sequences, bidi marks, lone surrogates and Markdown
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  throw new Error('before\0after \u001b[31mred\u001b[0m \u202egnp.exe \ud800 ``` @everyone <script>alert(1)</script> \u2028 \r over');
}

export function decompressFrame(bytes) {
  return bytes;
}
