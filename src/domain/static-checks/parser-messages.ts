/** What the parser says about a syntax error, in words that say what to do. */

import type { Finding } from '../failure.ts';
import { locate, type SyntaxProblem, tokensOf } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';

export interface Words {
  readonly message: string;
  readonly fix: string;
  readonly rule?: Finding['rule'];
  readonly offset?: number;
}

interface Translation {
  readonly pattern: RegExp;
  readonly words: (match: RegExpExecArray, source: string, offset: number) => Words;
}

const translations: readonly Translation[] = [
  {
    pattern: /^'with' in strict mode/,
    words: () => ({
      rule: 'eval',
      message: '`with` is not allowed in a module.',
      fix: 'Name the object: `object.property`, or take it apart with `const { a, b } = object`.',
    }),
  },
  {
    pattern: /keyword 'await' outside an async function/,
    words: () => ({
      rule: 'async',
      message: '`await` stands outside of an async function.',
      fix: 'Remove `await`: calls are synchronous, and the bytes themselves are returned.',
    }),
  },
  {
    pattern: /^Identifier '(.*)' has already been declared/s,
    words: ([, name = ''], source, offset) => {
      const shown = plainLine(name, 60);
      const first = [...tokensOf(source)].find(
        (token) => token.type.label === 'name' && source.slice(token.start, token.end) === name,
      );
      const { line } = locate(source, first?.start ?? offset);
      return {
        message: `\`${shown}\` is declared twice in one scope; its name first stands at line ${line}.`,
        fix: `Give one of the two another name, or assign to \`${shown}\` instead of declaring it again.`,
      };
    },
  },
  {
    pattern: /^Duplicate export '(.*)'/s,
    words: ([, name = '']) => ({
      message: `\`${plainLine(name, 60)}\` is exported twice.`,
      fix: 'Keep one of the two exports.',
    }),
  },
  {
    pattern: /^'return' outside of function/,
    words: () => ({
      message: '`return` stands outside of a function.',
      fix: 'A `}` before it closes the function too early: remove that one, or move the `return` into the function.',
    }),
  },
  {
    pattern: /^Unterminated string constant/,
    words: () => ({
      message: 'A string is not closed before its line ends.',
      fix: 'Close it with the same quote; a string over several lines is written in backticks.',
    }),
  },
  {
    pattern: /^Unterminated (template|comment)/,
    words: ([, what = '']) => ({
      message: `A ${what} is opened here and never closed.`,
      fix: `Close it with ${what === 'comment' ? '`*/`' : 'a backtick'}. If the file was cut off while it was written, write it again, shorter.`,
    }),
  },
  {
    pattern: /^(?:Unterminated regular expression|Invalid regular expression)(.*)/s,
    words: ([, why = '']) => ({
      message: `A regular expression is not valid${why === '' ? ': it is not closed' : plainLine(why, 80)}.`,
      fix: 'Mend the pattern (`\\(`, `\\[` and `\\/` are the plain characters), or work on numbers: a codec needs none.',
    }),
  },
  {
    pattern: /^(Assigning to rvalue|Invalid left-hand side in assignment)/,
    words: () => ({
      message: 'Something that is no variable or property is assigned to.',
      fix: 'Assign to a name, a property or an element; compare with `===`.',
    }),
  },
  {
    pattern: /^(Octal literal|Invalid number)/,
    words: () => ({
      message: 'A number is written in a form that does not exist here.',
      fix: 'Write it without a leading zero: `8`, `0x1f`, `0b101`, `0o17`.',
    }),
  },
  {
    pattern: /^(The keyword|Unexpected (keyword|reserved word|strict mode reserved word))/,
    words: (_, source, offset) => {
      const word = wordAt(source, offset);
      return {
        message: `\`${word}\` is a word of the language and cannot be a name.`,
        fix: `Choose another name than \`${word}\`.`,
      };
    },
  },
  {
    pattern: /^Deleting local variable in strict mode/,
    words: () => ({
      message: '`delete` is used on a variable.',
      fix: 'Set it to `null`; `delete` is for properties only.',
    }),
  },
  {
    pattern: /^Binding (\w+) in strict mode/,
    words: ([, name = '']) => ({
      message: `\`${name}\` cannot be the name of a variable.`,
      fix: 'Choose another name.',
    }),
  },
];

/** The words for a message that is known; null for any other. */
export function translated(source: string, { message, offset }: SyntaxProblem): Words | null {
  for (const { pattern, words } of translations) {
    const match = pattern.exec(message);
    if (match) return words(match, source, offset);
  }
  return null;
}

/** The word or sign at an offset, '' at the end of the file. */
export function wordAt(source: string, offset: number): string {
  const found = /^\s*([\p{ID_Continue}$]+|\S)/u.exec(source.slice(offset, offset + 200));
  return plainLine(found?.[1] ?? '', 40);
}
