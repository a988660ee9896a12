/** The programs of a run: number N of a seed is always the same one, for the same food. */

import { Dice } from './dice.ts';
import type { Food } from './food.ts';
import { generateGarbage } from './garbage.ts';
import { generateModule } from './grammar.ts';
import { mutate } from './mutate.ts';

export const origins = ['grammar', 'mutant', 'foreign', 'garbage'] as const;

export interface Program {
  readonly number: number;
  readonly origin: (typeof origins)[number];
  readonly source: string;
}

export function makeProgram(seed: number, number: number, food: Food): Program {
  const dice = Dice.of(seed, number);
  const origin = dice.weighted([
    [55, 'grammar'],
    [25, 'mutant'],
    [food.foreign.length > 0 ? 12 : 0, 'foreign'],
    [8, 'garbage'],
  ] as const);
  return { number, origin, source: makers[origin](dice, food) };
}

const makers: Readonly<Record<Program['origin'], (dice: Dice, food: Food) => string>> = {
  grammar: (dice) => generateModule(dice),
  mutant: (dice, food) => mutate(dice, wholeProgram(dice, food), wholeProgram(dice, food)),
  foreign: (dice, food) => foreignProgram(dice, food),
  garbage: (dice, food) => generateGarbage(dice, wholeProgram(dice, food)),
};

function wholeProgram(dice: Dice, food: Food): string {
  return dice.weighted<() => string>([
    [4, () => dice.pick(food.codecs)],
    [3, () => dice.pick(food.tricks)],
    [3, () => generateModule(dice)],
    [food.foreign.length > 0 ? 2 : 0, () => foreignProgram(dice, food)],
  ])();
}

const honest = `
export function compressFrame(frame, context) { return frame.data; }
export function decompressFrame(bytes, context) { return bytes; }
`;

/** As it is, with the two exports before or behind it, or inside one of them. */
function foreignProgram(dice: Dice, { foreign }: Food): string {
  const text = dice.pick(foreign);
  return dice.weighted<() => string>([
    [1, () => text],
    [5, () => `${text}\n${honest}`],
    [2, () => honest + text],
    [3, () => honest.replace('return frame.data', `\n${text}\n; return frame.data`)],
    [2, () => `${mutate(dice, text, dice.pick(foreign))}\n${honest}`],
  ])();
}
