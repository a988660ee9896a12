// Tries: throws another error in finally than in try
// Expects: runtime_error at smoke, high

export function compressFrame(frame) {
  try {
    throw new Error('first');
  } finally {
    throw new Error('second');
  }
}

export function decompressFrame(bytes) {
  return bytes;
}
