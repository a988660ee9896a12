/** Lengths, offsets and counts outside of what is possible. */

import { callAt, memberAt } from './places.ts';
import type { Clause, ThrownRule, ThrownScene } from './thrown-rule.ts';

const tiny =
  'Frames can be as small as 1x1, with chroma planes of 1x1: compute sizes with `(width + 1) >> 1`, and never let a length or an offset go below zero.';

export const rangeRules: readonly ThrownRule[] = [
  { pattern: /^invalid (max )?array (index|length|buffer length)$/, explain: badLength },
  {
    pattern: /^invalid (offset|byteOffset|length)$/,
    explain: (scene) => ({
      what: `${expressionWords(scene, 'A typed array or DataView')} does not fit its buffer${scene.line}`,
      why: 'Offset and length must lie inside the buffer, and for 16 and 32 bits the offset must be a multiple of the element size.',
      fix: 'Copy the bytes first (`bytes.slice(from, to)`) or read them with a DataView, which needs no alignment.',
    }),
  },
  {
    pattern: /^out of bound$/,
    explain: (scene) => ({
      what: `${expressionWords(scene, 'A DataView access')} reads or writes beyond the end of the buffer${scene.line}`,
      fix: `Check the position against \`byteLength\` before each access${scene.site.call === 'decompress' ? ': the decoder reads more than the encoder wrote' : ''}. ${tiny}`,
    }),
  },
  {
    pattern: /^invalid repeat count$/,
    explain: ({ line }) => ({
      what: `A string is repeated a negative or endless number of times${line}`,
      fix: 'Work on typed arrays instead of strings, and keep counts at zero or above.',
    }),
  },
  {
    pattern: /^too many arguments in function call/,
    explain: (scene) => ({
      what: `${expressionWords(scene, 'A call')} passes each element as an argument${scene.line}, which are more than 65,534`,
      fix: 'Go through the samples with a loop: spreading a whole plane into a call does not work.',
    }),
  },
  {
    pattern: /^invalid number of digits$/,
    explain: ({ line }) => ({
      what: `A number is printed with an impossible number of digits${line}`,
      fix: 'Codecs need no text: keep the number as it is.',
    }),
  },
];

function badLength(scene: ThrownScene): Clause {
  const { code, offset, line, native } = scene;
  const call = code === null || offset === null ? null : callAt(code, offset);
  if (native === 'set') {
    return {
      what: `${expressionWords(scene, 'A `set()`')} writes beyond the end of its target${line}`,
      why: 'The values that are copied do not fit at that offset.',
      fix: `Make the target larger, or copy only what fits (\`subarray\`). ${tiny}`,
      subject: 'set beyond the end',
    };
  }
  const length = call?.arguments[0];
  const text = code !== null && length !== undefined ? `\`${code.excerpt(length)}\`` : 'a length';
  const member = code === null || offset === null ? null : memberAt(code, offset);
  const what =
    code !== null && call !== null
      ? `\`${code.excerpt(call)}\` asks for an impossible length${line}: ${text} is negative, not a whole number or far too large`
      : `${member ? `\`${code?.excerpt(member)}\`` : 'An array'} is given an impossible length${line}`;
  const fix =
    scene.site.call === 'load'
      ? 'Give it a whole number of zero or more, of a few million at most.'
      : tiny;
  return { what, fix, subject: `impossible length: ${native ?? 'array'}` };
}

function expressionWords({ code, offset }: ThrownScene, otherwise: string): string {
  const call = code === null || offset === null ? null : callAt(code, offset);
  return code === null || call === null ? otherwise : `\`${code.excerpt(call)}\``;
}
