// Tries: throws an AggregateError of itself
// Expects: validation_error at static, high

export function compressFrame(frame) {
  const errors = [];
  const error = new AggregateError(errors, 'all');
  errors.push(error);
  throw error;
}

export function decompressFrame(bytes) {
  return bytes;
}
