// Tries: returns an object whose keys are Markdown, mentions and workflow commands
// Expects: validation_error at smoke, high

export function compressFrame(frame) {
  return { '``` @everyone': 1, '::error::forged': 2, '<img src=x onerror=alert(1)>': 3, '\n\n# Accepted': 4, '\u202egnp.exe': 5 };
}

export function decompressFrame(bytes) {
  return bytes;
}
