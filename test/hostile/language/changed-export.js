// Tries: replaces its exported function after the first call
// Expects: performance_rejection at compare, medium

export let compressFrame = (frame) => {
  compressFrame = () => 'forged';
  return frame.data;
};

export function decompressFrame(bytes) {
  return bytes;
}
