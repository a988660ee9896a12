// Tries: waits in a loop at the top level
// Expects: validation_error at static, high

for await (const each of [1]) void each;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
