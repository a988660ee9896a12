/** The other errors of the engine: names, properties, limits of the language, and modules that do not link. */

import type { AnyNode } from 'acorn';
import { absentGlobals, insteadOfEval } from '../globals.ts';
import type { SourceCode } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import type { ThrownRule, ThrownScene } from './thrown-rule.ts';

/** Whether the engine itself refused the module: no function of it was running yet. */
function isLinking({ fault, site }: ThrownScene): boolean {
  return site.call === 'load' && !/\(codec\.js:|\(native\)/.test(fault.stack);
}

/** " (declared at line 4)" of the only variable of that name. */
function declared(code: SourceCode | null, name: string): string {
  const definitions = code?.variablesNamed(name).flatMap(({ defs }) => defs) ?? [];
  const [definition, another] = definitions;
  if (code === null || definition === undefined || another !== undefined) return '';
  const { line } = code.locate(definition.name as unknown as AnyNode);
  return ` (declared at line ${line})`;
}

export const languageRules: readonly ThrownRule[] = [
  {
    pattern: /^'(.*)' is read-only$/s,
    explain: ({ code, line }, [, raw = '']) => {
      const name = plainLine(raw, 60);
      return {
        what: `\`${name}\`${declared(code, raw)} is constant and is assigned${line}`,
        fix: `Declare \`${name}\` with \`let\`, or write into a copy: what was frozen cannot be changed.`,
      };
    },
  },
  {
    pattern: /^(.*) is not initialized$/s,
    explain: ({ code, line }, [, raw = '']) => {
      const name = plainLine(raw, 60);
      if (name === 'this') {
        return {
          what: `\`this\` is used${line} before \`super()\` was called`,
          fix: 'Call `super()` first in the constructor of a class that extends another.',
        };
      }
      return {
        what: `\`${name}\`${declared(code, raw)} is used${line} before its declaration has run`,
        fix: `Move the declaration of \`${name}\` above its first use: \`const\`, \`let\` and \`class\` do not exist before their line.`,
      };
    },
  },
  {
    pattern: /^'(.*)' is not defined$/s,
    explain: ({ line }, [, raw = '']) => {
      const name = plainLine(raw, 60);
      const known = Object.hasOwn(absentGlobals, raw);
      return {
        what: `\`${name}\` is not defined${line}`,
        why: known ? `\`${name}\` does not exist in the sandbox.` : null,
        fix: known
          ? (absentGlobals[raw] ?? '')
          : `Declare \`${name}\` in this file; the sandbox has only the globals of the language.`,
      };
    },
  },
  {
    pattern: /^Math\.random is not available/,
    explain: ({ line }) => ({
      what: `\`Math.random\` is called${line}: there is no randomness`,
      fix: 'Use a generator of your own with a fixed seed, for instance `seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0`.',
      subject: 'Math.random',
    }),
  },
  {
    pattern: /^code cannot be made from text here/,
    explain: ({ line }) => ({
      what: `Code is made from text${line}, which does not work here`,
      fix: insteadOfEval,
      category: 'validation_error',
      subject: 'code from text',
    }),
  },
  {
    pattern: /^could not load module '(.*)'$/s,
    explain: (scene, [, name = '']) =>
      isLinking(scene)
        ? {
            what: `Import of ${plainLine(name, 80)}, which is not there`,
            fix: 'Write what is needed into this file: a candidate is one file without imports.',
            category: 'import_error',
          }
        : null,
  },
  {
    pattern: /^exported variable '(.*)' does not exist$/s,
    explain: (scene, [, name = '']) =>
      isLinking(scene)
        ? {
            what: `\`${plainLine(name, 60)}\` is exported but never declared`,
            fix: 'Declare it in this file, or take it out of the `export` list.',
            category: 'import_error',
          }
        : null,
  },
  {
    pattern: /^out of memory in regexp execution$/,
    explain: ({ line }) => ({
      what: `A regular expression goes back so often that it runs out of memory${line}`,
      fix: 'Match short texts only, and avoid repetitions inside of repetitions; a codec works on numbers and needs no regular expressions.',
      category: 'resource_error',
    }),
  },
  {
    // JSON.parse and the compiler of regular expressions say so in a SyntaxError.
    pattern: /^stack overflow$/,
    explain: ({ line, fault }) =>
      /^\s*at <input>|\(native\)/.test(fault.stack)
        ? {
            what: `A built-in function is given something nested so deeply that the stack overflows${line}`,
            fix: 'Keep nesting shallow: flat arrays of numbers instead of arrays in arrays, no JSON.',
            category: 'resource_error',
          }
        : null,
  },
  {
    pattern: /^(string too long|out of memory)$/,
    explain: ({ line }) => ({
      what: `A value grows beyond what the machine holds${line}`,
      fix: 'Collect bytes in a typed array of known size, not in a string or an array that grows in a loop.',
      category: 'resource_error',
    }),
  },
  {
    pattern: /^ArrayBuffer object expected$/,
    explain: ({ line }) => ({
      what: `A DataView is made of something that is no ArrayBuffer${line}`,
      fix: 'Pass the buffer behind the typed array: `new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)`.',
    }),
  },
  {
    pattern:
      /^(no setter for property|object is not extensible|not an object|could not delete property|invalid descriptor flags)$/,
    explain: ({ line, fault }) => ({
      what: `A property is changed${line} that cannot be (${plainLine(fault.message, 60)})`,
      fix: 'Lengths and buffers of typed arrays are fixed, and numbers and strings have no properties of their own: keep such values in variables.',
    }),
  },
  {
    pattern: /^invalid '(in|instanceof)' /,
    explain: ({ line }, [, operator = '']) => ({
      what: `\`${operator}\` is used${line} on something it does not work on`,
      fix: 'Its right side must be an object (for `in`) or a class (for `instanceof`).',
    }),
  },
  {
    pattern: /^empty array$/,
    explain: ({ line }) => ({
      what: `\`reduce\` is called on an empty array without a start value${line}`,
      fix: 'Give it a start value: `reduce((sum, value) => sum + value, 0)`.',
    }),
  },
  {
    pattern: /^not a TypedArray$/,
    explain: ({ line }) => ({
      what: `A method of typed arrays is called on something else${line}`,
      fix: 'Convert it first: `Uint8Array.from(values)`.',
    }),
  },
  {
    // The engine's parser names a place, but no function that was running.
    pattern: /./s,
    explain: (scene) => {
      const { fault, line } = scene;
      if (!isLinking(scene) || fault.name !== 'SyntaxError') return null;
      return {
        what: `The engine cannot read the code${line}: ${plainLine(fault.message, 120)}`,
        fix: 'Mend the statement at this place; only the language as of ES2023 is certain to work.',
        category: 'syntax_error',
      };
    },
  },
];
