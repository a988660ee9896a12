/** Characters that are no part of JavaScript although they look like it, or do not show at all. */

import { locate, type SyntaxProblem } from '../source/code.ts';
import { listed } from '../text/wording.ts';
import type { Words } from './parser-messages.ts';

/** Typographic characters and what is written in their place. */
const plainForms: readonly (readonly [typographic: string, plain: string])[] = [
  ['\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb', '"'],
  ['\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u00b4', "'"],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-'],
  ['\u2026', '...'],
  ['\u00d7\u22c5\u2217', '*'],
  ['\u00f7\u2215\u2044', '/'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u2260', '!=='],
  ['\u2192\u21d2', '=>'],
  ['\u3001', ','],
  ['\u3002', '.'],
];

const plainOf: ReadonlyMap<string, string> = new Map([
  ...plainForms.flatMap(([letters, plain]) =>
    [...letters].map((letter): [string, string] => [letter, plain]),
  ),
  // The wide forms of East Asian keyboards.
  ...Array.from({ length: 94 }, (_, i): [string, string] => [
    String.fromCharCode(0xff01 + i),
    String.fromCharCode(0x21 + i),
  ]).filter(([, plain]) => !/\w/.test(plain)),
]);

const namesOfInvisible: Readonly<Record<number, string>> = {
  0: 'a zero byte',
  26: 'an end-of-file mark of DOS',
  27: 'the escape character of terminal colours',
  173: 'a soft hyphen',
  8203: 'a zero-width space',
  8204: 'a zero-width non-joiner',
  8205: 'a zero-width joiner',
  8206: 'a left-to-right mark',
  8207: 'a right-to-left mark',
  8288: 'a word joiner',
};

/** Controls and format characters but white space, and letters without a shape. */
const invisible =
  /(?![\t\n\v\f\r\ufeff])[\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]/u;
const everyInvisible = new RegExp(invisible.source, 'gu');

/** Letters of other alphabets that look like Latin ones, in the same order. */
const lookalikes = [
  'аеорсухіјѕԁһӏνοαАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ',
  'aeopcyxijsdhlvoaABEKMHOPCTXABEZHIKMNOPTYX',
] as const;

/** The character at which the parser stops, when it is one of these. */
export function characterWords(source: string, { offset }: SyntaxProblem): Words | null {
  const letter = String.fromCodePoint(source.codePointAt(offset) ?? 0x20);
  if (letter === '\ufffd') {
    return {
      message: `The file is not UTF-8: the bytes at line ${locate(source, offset).line} are no character of it.`,
      fix: 'Save the file as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8 codec.js > utf8.js`.',
    };
  }
  if (invisible.test(letter)) return invisibleWords(source, letter);
  const plain = plainOf.get(letter);
  return plain === undefined ? null : typographicWords(source, letter, plain);
}

function invisibleWords(source: string, letter: string): Words {
  const counts = source.split('\n').map((line) => line.match(everyInvisible)?.length ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const lines = counts.flatMap((count, i) => (count > 0 ? [String(i + 1)] : []));
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${listed(lines)}`;
  return {
    message: `A character that does not show stands in the code: ${nameOf(letter)}.`,
    fix: `Delete it: the file holds ${all === 1 ? 'one' : all} of that kind (${where}).`,
  };
}

function typographicWords(source: string, letter: string, plain: string): Words {
  const all = [...source].filter((each) => plainOf.has(each)).length;
  return {
    message: `A typographic character stands where JavaScript needs a plain one: \`${letter}\` (${codeOf(letter)}) in place of \`${plain}\`.`,
    fix: `Write \`${plain}\`. ${all === 1 ? 'It is the only one' : `There are ${all} such characters`} in the file; word processors and chat windows put them in.`,
  };
}

/** "U+200B, a zero-width space". */
function nameOf(letter: string): string {
  const name = namesOfInvisible[letter.codePointAt(0) ?? 0];
  return name === undefined ? codeOf(letter) : `${codeOf(letter)}, ${name}`;
}

function codeOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A name that reads like another one and is not: what it reads like, and why it is not. */
export interface Disguise {
  readonly plain: string;
  /** "holds U+200D, a zero-width joiner, which does not show". */
  readonly why: string;
}

export function disguiseOf(name: string): Disguise | null {
  const [hidden] = invisible.exec(name) ?? [];
  if (hidden !== undefined) {
    const why = `holds ${nameOf(hidden)}, which does not show`;
    return { plain: name.replace(everyInvisible, ''), why };
  }
  const foreign = [...name].find((letter) => lookalikes[0].includes(letter));
  if (foreign === undefined) return null;
  const latin = (letter: string) => [...lookalikes[1]][[...lookalikes[0]].indexOf(letter)];
  const plain = [...name].map((letter) => latin(letter) ?? letter).join('');
  const why = `holds ${codeOf(foreign)}, which only looks like the letter \`${latin(foreign)}\``;
  return { plain, why };
}
