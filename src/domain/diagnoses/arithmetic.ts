/** Arithmetic that throws: only BigInt does. */

import { isDivision, operatorOffset, zeroFix } from './division.ts';
import type { Clause, ThrownRule, ThrownScene } from './thrown-rule.ts';

export const arithmeticRules: readonly ThrownRule[] = [
  { pattern: /division by zero/, explain: divisionByZero },
  {
    pattern:
      /^(cannot convert bigint to number|cannot convert to bigint|bigint argument with unary \+|bigint operands are forbidden for >>>)$/,
    explain: (scene) => ({
      what: `BigInt and Number are mixed${scene.line}${expressionWords(scene)}`,
      fix: 'Convert one side: `BigInt(n)` for a whole number, `Number(b)` for a BigInt. Codecs rarely need BigInt: 32-bit integers are faster.',
    }),
  },
  {
    pattern: /^cannot convert (?:NaN or Infinity )?to BigInt/,
    explain: (scene) => ({
      what: `A number that is not whole is converted to BigInt${scene.line}${expressionWords(scene)}`,
      fix: 'Round it first (`BigInt(Math.round(x))`), and make sure that it is neither NaN nor Infinity.',
    }),
  },
  {
    pattern: /^BigInt (is too large|negative exponent)/,
    explain: (scene) => ({
      what: `A BigInt grows beyond what the engine holds${scene.line}${expressionWords(scene)}`,
      fix: 'Keep it small with `BigInt.asUintN(64, value)`, or use two 32-bit numbers.',
    }),
  },
];

function divisionByZero({ code, offset, line, site }: ThrownScene): Clause {
  const name = { load: 'The module', compress: 'compressFrame', decompress: 'decompressFrame' };
  const division =
    code === null || offset === null
      ? undefined
      : code.nodes.filter(isDivision).find((node) => operatorOffset(code, node) === offset);
  const text = code !== null && division !== undefined ? `: \`${code.excerpt(division)}\`` : '';
  return {
    what: `${name[site.call]} divides by zero${line}${text}`,
    why: 'BigInt has no Infinity, so this throws.',
    fix: zeroFix.replaceAll('0', '0n'),
    subject: 'division by zero',
  };
}

/** The expression whose operator stands there. */
function expressionWords({ code, offset }: ThrownScene): string {
  if (code === null || offset === null) return '';
  const found = code.nodes.findLast((node) => {
    const binary = node.type === 'BinaryExpression' || node.type === 'AssignmentExpression';
    return binary && node.left.end <= offset && offset < node.right.start;
  });
  return found === undefined ? '' : `: \`${code.excerpt(found)}\``;
}
