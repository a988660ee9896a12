```js
// Tries: stands in a Markdown fence, which closes the one it is quoted in
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
```
