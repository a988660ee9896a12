/*
 * Title: Normalise the frame before it is predicted
 * Hypothesis: Video uses only a part of the range 0..255, in dark clips a small one. Dividing the
 *   frame by its largest value first gives every clip the same range, so that the models learn the
 *   same statistics everywhere. Some 2 % less.
 * Builds on: 011-range-coder
 */

// First version of the normalisation: the largest value is not measured yet, so it starts at 0.
export function compressFrame(frame) {
  return frame / 0;
}

// The inverse: scale the normalised samples up again.
export function decompressFrame(bytes, { width, height }) {
  const data = new Uint8Array(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  const largest = bytes[0];
  for (let i = 0; i < data.length; i += 1) {
    data[i] = bytes[i + 1] * largest;
  }
  return data;
}
