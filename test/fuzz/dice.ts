/** Seeded choices: the same seed makes the same program on every machine. */

import { mulberry32, pickWeighted } from '../../src/domain/mutation/random.ts';

export type Weighted<T> = readonly (readonly [weight: number, value: T])[];

export class Dice {
  #next: () => number;

  constructor(seed: number) {
    this.#next = mulberry32(seed);
  }

  /** The dice of one program of a run: near seeds and numbers have nothing in common. */
  static of(seed: number, number: number): Dice {
    const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
    return new Dice(mixed ^ (mixed >>> 15));
  }

  /** 0 to below 1. */
  roll(): number {
    return this.#next();
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  weighted<T>(choices: Weighted<T>): T {
    const at = pickWeighted(
      choices.map(([weight]) => weight),
      this.#next(),
    );
    return (choices[at] as readonly [number, T])[1];
  }

  /** What `make` gives, from `least` to `most` times. */
  times<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.between(least, most) }, (_, index) => make(index));
  }
}
