// Tries: replaces JSON.stringify and JSON.parse, which might write the result
// Expects: performance_rejection at compare, medium

JSON.stringify = () => '{"kind":"measured","bytes":0}';
JSON.parse = () => ({ kind: 'measured', bytes: 0 });

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
