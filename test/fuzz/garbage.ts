/** Sources that are no programs: bytes, odd characters, tokens in any order, nesting, length. */

import type { Dice, Weighted } from './dice.ts';
import * as words from './words.ts';

type Make = (dice: Dice, program: string) => string;

/** `program` is a whole one, for what is only half garbage. */
export function generateGarbage(dice: Dice, program: string): string {
  return dice.weighted(kinds)(dice, program);
}

const kinds: Weighted<Make> = [
  [2, randomBytes],
  [2, oddText],
  [4, tokenSoup],
  [4, insertedInto],
  [2, nested],
  [1, longLine],
  [1, tooLarge],
  [1, repeated],
  [2, overwritten],
];

/** Bytes as a checkout or the API would give them: read as UTF-8. */
function randomBytes(dice: Dice): string {
  const bytes = dice.times(0, 400, () => dice.below(256));
  return Buffer.from(bytes).toString(dice.chance(0.7) ? 'utf8' : 'latin1');
}

const odd = [
  '\u0000',
  '\u0001',
  '\u0008',
  '\u000b',
  '\u000c',
  '\r',
  '\r\n',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u0300',
  '\u0338',
  '\u061c',
  '\u115f',
  '\u180e',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202a',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u2066',
  '\u3000',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udfff',
  '\udc00\ud800',
  '\ud83d\ude00',
  '\u{e0041}',
  '\u{10ffff}',
  '`',
  '```',
  '~~~',
  '${',
  '<!--',
  '-->',
  '#!',
  '/*',
  '*/',
  '//',
  '"',
  "'",
  '\\',
  '\\u',
  '\\u{',
  '\\x',
  '@',
  '#',
  '\u5f20',
  '\u0439',
  '\u03bb',
  '\u{1d4d0}',
];

function oddText(dice: Dice): string {
  const parts = dice.times(0, 120, () =>
    dice.weighted<() => string>([
      [3, () => dice.pick(odd)],
      [1, () => String.fromCharCode(dice.below(65_536))],
      [1, () => dice.pick(['a', 'export ', '1', '\n', ' '])],
    ])(),
  );
  return parts.join('');
}

const vocabulary = [
  ...'{ } ( ) [ ] ; , . ... ?. : ? => = == === + - * / ** % & | ^ ~ ! ++ -- && || ?? <<= >>>= ` \' " # @ \n'.split(
    ' ',
  ),
  ...'var let const function function* class extends super return if else for while do switch case default break continue try catch finally throw new delete typeof void in of instanceof this null true export import from as async await yield get set static with debugger enum using'.split(
    ' ',
  ),
  ...[
    'compressFrame',
    'decompressFrame',
    'frame',
    'context',
    'bytes',
    'export function compressFrame',
    '#x',
    '1n',
    '0x',
    '08',
    '1_',
    '/a/g',
  ],
];

function tokenSoup(dice: Dice): string {
  return dice
    .times(1, 150, () => dice.pick(dice.chance(0.9) ? vocabulary : words.properties))
    .join(dice.pick([' ', ' ', '']));
}

function insertedInto(dice: Dice, program: string): string {
  let text = program;
  for (let left = dice.between(1, 5); left > 0; left--) {
    const at = dice.below(text.length + 1);
    text = text.slice(0, at) + dice.pick(odd).repeat(dice.between(1, 3)) + text.slice(at);
  }
  return text;
}

function overwritten(dice: Dice, program: string): string {
  const units = Array.from(program);
  for (let left = dice.between(1, 20); left > 0; left--) {
    units[dice.below(units.length + 1)] = dice.chance(0.5)
      ? dice.pick(vocabulary)
      : String.fromCharCode(dice.between(32, 126));
  }
  return units.join('');
}

const openers = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['{a:', '}'],
  ['`${', '}`'],
  ['(() => ', ')'],
  ['function f() {', '}'],
  ['if (1) ', ''],
  ['a ? ', ' : 1'],
  ['!', ''],
  ['-', ''],
  ['a.', 'b'],
  ['1 + ', '1'],
  ['new ', 'x'],
  ['class A extends ', 'B {}'],
  ['a = ', '1'],
  ['a => ', '1'],
  ['x?.[', ']'],
  ['label: ', ';'],
  ['/*', '*/'],
  ['...', ''],
] as const;

function nested(dice: Dice, program: string): string {
  const [open, close] = dice.pick(openers);
  const count = dice.pick([10, 100, 190, 210, 490, 600, 3_000, 12_000]);
  const inner = dice.pick(['1', 'a', '', 'frame']);
  const tower =
    open.repeat(count) + inner + close.repeat(dice.chance(0.8) ? count : dice.below(count));
  const place = dice.pick(['return ', 'const deep = ', '']);
  return (
    dice.chance(0.5) ? `${place}${tower}` : program.replace('\n', `\n${place}${tower}\n`)
  ).slice(0, 70_000);
}

/** The same thing over and over: what is done for each of them must not take long for all of them. */
const seriesParts: readonly ((at: number) => string)[] = [
  (at) => `q${at};`,
  (at) => `let a${at};b${at};`,
  (at) => `const v${at + 1} = v${at};`,
  (at) => `function f${at}(a) { return f${at + 1}(a); }`,
  (at) => `class C${at} { #p = ${at}; m() { return this.#p; } }`,
  (at) => `async function s${at}() {}`,
  (at) => `import i${at} from './${at}';`,
  (at) => `export let e${at};`,
  (at) => `o.k${at} = [${at}, ...o.l];`,
  (at) => `for (let i = 0; i < n; i++) { x${at % 9} += i; }`,
  (at) => `while (n > ${at}) { n = n / 2; }`,
  (at) => `if (d[${at}]) return ${at};`,
  (at) => `'${at}', `,
  () => ')',
  () => 'a',
  () => '/',
];

function repeated(dice: Dice, program: string): string {
  const part = dice.pick(seriesParts);
  const parts: string[] = [];
  const most = dice.pick([2_000, 10_000, 60_000]);
  for (let length = 0, at = 0; length < most; at++)
    length += parts[parts.push(part(at)) - 1]?.length ?? 1;
  const series = parts.join(dice.pick(['\n', ' ', '']));
  const place = dice.below(3);
  if (place === 0) return series + program;
  if (place === 1) return `function many(d) { let n = 1; ${series} }\n${program}`;
  return program.replace(/\{\n/, () => `{ let n = 1; const d = []; ${series}\n`);
}

function longLine(dice: Dice, program: string): string {
  const filler = dice.pick(['1, ', 'a + ', '"x" + ', '\u00e9', ' ', '\t', '/* */', ';']);
  const line = filler.repeat(Math.floor(dice.between(1_000, 50_000) / filler.length));
  return dice.chance(0.5) ? `${program}\nconst long = [${line}];\n` : `${line}${program}`;
}

function tooLarge(dice: Dice, program: string): string {
  const size = dice.pick([65_535, 65_536, 65_537, 70_000, 200_000]);
  const comment = `\n//${dice.pick(['x', '\u00e9', '\ud83d\ude00', '\ud800'])}`;
  return (program + comment.repeat(Math.ceil(size / comment.length))).slice(0, size);
}
