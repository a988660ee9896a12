/** Errors that a candidate throws: the engine's messages are short, the source says the rest. */

import type { AnyNode } from 'acorn';
import type { SourceLocation } from '../failure.ts';
import { offsetOf, type SourceCode } from '../source/code.ts';
import { plainLine } from '../text/plain-text.ts';
import { absentValueRules } from './absent-value.ts';
import { arithmeticRules } from './arithmetic.ts';
import { callRules } from './calls.ts';
import { zeroDivision, zeroFix } from './division.ts';
import { languageRules } from './language.ts';
import { rangeRules } from './ranges.ts';
import { type Explanation, lineWords, placeWords, type Scene } from './scene.ts';
import type { Clause, Thrown, ThrownRule, ThrownScene } from './thrown-rule.ts';

const rules: readonly ThrownRule[] = [
  ...absentValueRules,
  ...callRules,
  ...arithmeticRules,
  ...rangeRules,
  ...languageRules,
];

export function explainThrown(scene: Scene, fault: Thrown): Explanation {
  const thrown: ThrownScene = {
    ...scene,
    fault,
    offset: fault.location === null ? null : offsetOf(scene.report.source, fault.location),
    line: lineWords(fault.location),
    native: /^\s*at (\S+) \(native\)/.exec(fault.stack)?.[1] ?? null,
  };
  const clause = clauseFor(thrown);
  return {
    category: clause.category ?? 'runtime_error',
    cause: [`${clause.what} (${placeWords(scene.site)}).`, clause.why ?? ''].join(' ').trim(),
    fix: clause.fix,
    location: clause.location === undefined ? knownLocation(thrown) : clause.location,
    subject: clause.subject ?? `${fault.name}: ${fault.message}`,
  };
}

function clauseFor(scene: ThrownScene): Clause {
  const { fault } = scene;
  const own = ownThrow(scene);
  if (own !== null) return own;
  for (const { pattern, explain } of rules) {
    const match = pattern.exec(fault.message);
    const clause = match === null ? null : explain(scene, match);
    if (clause !== null) return withDivision(scene, clause);
  }
  return {
    what: `${thrownWords(fault)} is thrown${scene.line}`,
    fix: 'Look at the line that the stack names first, and at the values it works on: `console.log` output is part of the next analysis.',
  };
}

/** A position outside of the source, as a forged stack may claim, is none. */
function knownLocation({ fault, offset }: ThrownScene): SourceLocation | null {
  return offset === null ? null : fault.location;
}

/** "TypeError: not a function"; what is thrown need not be an error. */
export function thrownWords({ name, message }: Thrown): string {
  const text = plainLine(message, 200);
  return name === '' ? `"${text}", not an Error` : `${plainLine(name, 60)}: ${text}`;
}

/** A range error may only be the consequence of a division by zero. */
function withDivision(scene: ThrownScene, clause: Clause): Clause {
  const { code, site, fault } = scene;
  const consequence = /invalid (array|length|repeat)|NaN or Infinity/.test(fault.message);
  const division = code === null || !consequence ? null : zeroDivision(code, site.call);
  if (code === null || division === null) return clause;
  const { line } = code.locate(division);
  const why = `\`${code.excerpt(division)}\` at line ${line} divides by zero, which gives Infinity or NaN.`;
  return { ...clause, why, fix: zeroFix, subject: 'division by zero' };
}

/** The candidate's own `throw`: its condition says what it did not expect. */
function ownThrow(scene: ThrownScene): Clause | null {
  const { code, fault, site } = scene;
  const statement = code === null ? null : throwStatement(code, scene);
  if (code === null || statement === null) return null;
  const condition = conditionOf(code, statement);
  const location = fault.location ?? code.locate(statement);
  const decoder = site.call === 'decompress';
  return {
    what: `The candidate's own check${lineWords(location)} throws ${thrownWords(fault)}`,
    why: condition === null ? null : `Its condition \`${condition}\` held.`,
    fix: decoder
      ? 'Compare what encoder and decoder do up to this point, value by value.'
      : 'Find out why the case that is checked for occurs, and handle it: frames may be as small as 1x1, with odd sides and any content.',
    location,
  };
}

/** The statement at the place of the error; without a place, the only one there is. */
function throwStatement(code: SourceCode, { offset, fault }: ThrownScene): AnyNode | null {
  const all = code.nodes.filter(({ type }) => type === 'ThrowStatement');
  if (offset !== null) {
    return all.find(({ start, end }) => start <= offset && offset < end) ?? null;
  }
  return fault.name === '' && all.length === 1 ? (all[0] ?? null) : null;
}

function conditionOf(code: SourceCode, statement: AnyNode): string | null {
  for (const ancestor of code.ancestors(statement)) {
    if (ancestor.type !== 'IfStatement') continue;
    const inside = ancestor.consequent.start <= statement.start;
    const negated = ancestor.alternate && ancestor.alternate.start <= statement.start;
    if (!inside) return null;
    return negated ? `!(${code.excerpt(ancestor.test)})` : code.excerpt(ancestor.test);
  }
  return null;
}
