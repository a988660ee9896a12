// Tries: exports under names that are strings
// Expects: performance_rejection at compare, medium

function squeeze(frame) {
  return frame.data;
}

const swell = (bytes) => bytes;

export { squeeze as 'compressFrame', swell as 'decompress\u0046rame' };
