// Tries: recurses until the stack is full, catches that and recurses again, without end
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const again = () => {
    try {
      again();
    } catch {
      again();
    }
  };
  again();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
