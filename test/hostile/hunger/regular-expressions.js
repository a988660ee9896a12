// Tries: compiles endlessly many large regular expressions
// Expects: resource_error at smoke, high

export function compressFrame(frame) {
  const all = [];
  for (let i = 0; ; i++) all.push(new RegExp(`(?:${i}[^a-z]{1,9}){999}`.repeat(99)));
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
