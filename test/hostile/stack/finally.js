// Tries: recurses in finally
// Expects: timeout at smoke, high

export function compressFrame(frame) {
  const again = () => {
    try {
      again();
    } finally {
      again();
    }
  };
  again();
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
