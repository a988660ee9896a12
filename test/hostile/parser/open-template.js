// Tries: opens a template that is never closed, over 40,000 lines
// Expects: syntax_error at static, high

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}

const open = `
