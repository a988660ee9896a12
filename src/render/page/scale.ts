/** Axes: from numbers to places in a picture, and the round numbers to write beside them. */

export interface Scale {
  /** Where a value stands, in the picture's units, to a tenth. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

type Span = readonly [from: number, to: number];

/** `count` is about how many ticks there is room for. */
export function linearScale(values: Span, places: Span, count: number): Scale {
  const [low, high] = values;
  const step = roundStep((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
  return { at: placing(values, places), ticks: ticks.map((tick) => Number(tick.toPrecision(12))) };
}

/** Ticks at 1, 2 and 5 times the powers of ten. `values` are above 0. */
export function logScale([low, high]: Span, places: Span): Scale {
  const place = placing([Math.log(low), Math.log(high)], places);
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const digit of [1, 2, 5]) {
      const tick = digit * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return { at: (value) => place(Math.log(value)), ticks };
}

function placing([low, high]: Span, [from, to]: Span): (value: number) => number {
  const length = high - low || 1;
  return (value) => Math.round(10 * (from + ((value - low) / length) * (to - from))) / 10;
}

/** The next of 1, 2, 5, 10, ... */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step || 1));
  const factor = [1, 2, 5, 10].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}
