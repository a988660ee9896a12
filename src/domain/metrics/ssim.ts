/**
 * Structural similarity of two 8-bit planes, after Wang, Bovik, Sheikh and Simoncelli, "Image quality
 * assessment: from error visibility to structural similarity", IEEE TIP 13(4), 2004: an 11x11 Gaussian
 * window of sigma 1.5 at every position where it lies wholly inside the plane; K1 0.01, K2 0.03, L 255.
 *
 * A plane smaller than 11 in one direction gets the largest odd window that fits there, its weights
 * scaled to sum to 1. The arithmetic is plain (no Math.exp): every machine gives the same number.
 */

import type { FrameSize } from '../video/frame.ts';

/** exp(-k * k / 4.5), scaled so that the eleven weights sum to 1; k is the distance from the centre. */
const gaussian = [
  0.2660117248617943, 0.21300553771125366, 0.1093606895097, 0.03600077212843082,
  0.007598758135239184, 0.0010283800844791099,
] as const;

const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** The weights of a window that fits into `length` samples, from the centre outwards. */
function weightsFor(length: number): Float64Array {
  const half = gaussian.slice(0, Math.min(gaussian.length, (length + 1) >> 1));
  const sum = half.reduce((total, weight, k) => total + (k === 0 ? weight : 2 * weight), 0);
  return Float64Array.from(half, (weight) => weight / sum);
}

/** Weighted sums down the window, one per column: of a, b, a * a + b * b and a * b. */
interface ColumnSums {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/** Mean SSIM of two planes of equal size, 1 when they are equal. */
export function ssim(a: Uint8Array, b: Uint8Array, { width, height }: FrameSize): number {
  const across = weightsFor(width);
  const down = weightsFor(height);
  const columns: ColumnSums = {
    a: new Float64Array(width),
    b: new Float64Array(width),
    squares: new Float64Array(width),
    products: new Float64Array(width),
  };
  const rows = height - 2 * (down.length - 1);
  const positions = rows * (width - 2 * (across.length - 1));
  let total = 0;
  for (let row = 0; row < rows; row++) {
    sumColumns(a, b, { columns, weights: down, start: row * width });
    total += sumRow(columns, across);
  }
  return total / positions;
}

/** Fills `columns` for the window whose first row begins at sample `start`. */
function sumColumns(
  a: Uint8Array,
  b: Uint8Array,
  window: { readonly columns: ColumnSums; readonly weights: Float64Array; readonly start: number },
): void {
  const { columns, weights, start } = window;
  const width = columns.a.length;
  const radius = weights.length - 1;
  for (let x = 0; x < width; x++) {
    let sumA = 0;
    let sumB = 0;
    let squares = 0;
    let products = 0;
    for (let k = -radius, at = start + x; k <= radius; k++, at += width) {
      const weight = weights[k < 0 ? -k : k] as number;
      const sampleA = a[at] as number;
      const sampleB = b[at] as number;
      sumA += weight * sampleA;
      sumB += weight * sampleB;
      squares += weight * (sampleA * sampleA + sampleB * sampleB);
      products += weight * (sampleA * sampleB);
    }
    columns.a[x] = sumA;
    columns.b[x] = sumB;
    columns.squares[x] = squares;
    columns.products[x] = products;
  }
}

/** Sum of the SSIM values at all window positions of one row. */
function sumRow(columns: ColumnSums, weights: Float64Array): number {
  const radius = weights.length - 1;
  const end = columns.a.length - radius;
  let total = 0;
  for (let x = radius; x < end; x++) {
    let meanA = 0;
    let meanB = 0;
    let squares = 0;
    let products = 0;
    for (let k = -radius; k <= radius; k++) {
      const weight = weights[k < 0 ? -k : k] as number;
      meanA += weight * (columns.a[x + k] as number);
      meanB += weight * (columns.b[x + k] as number);
      squares += weight * (columns.squares[x + k] as number);
      products += weight * (columns.products[x + k] as number);
    }
    const product = meanA * meanB;
    const power = meanA * meanA + meanB * meanB;
    total +=
      ((2 * product + c1) * (2 * (products - product) + c2)) /
      ((power + c1) * (squares - power + c2));
  }
  return total;
}
