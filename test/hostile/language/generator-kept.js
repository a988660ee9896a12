// Tries: leaves a generator suspended in the middle of a frame and resumes it in the next call
// Expects: performance_rejection at compare, medium

let rest = null;

function* copy(data) {
  const out = data.slice();
  yield out;
  out.fill(0);
}

export function compressFrame(frame) {
  rest?.next();
  rest = copy(frame.data);
  return rest.next().value;
}

export function decompressFrame(bytes) {
  return bytes;
}
