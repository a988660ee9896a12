/** Loops that may never end, as far as the source shows it. */

import type { AnyNode, AssignmentExpression, Identifier } from 'acorn';
import type { Variable } from 'eslint-scope';
import { contains, type SourceCode } from '../source/code.ts';
import { enclosingFunction } from '../source/functions.ts';
import { declaredValue, isZero } from '../source/values.ts';
import { listed } from '../text/wording.ts';
import { isLoop, type Loop } from './loops.ts';

export interface LoopSuspicion {
  readonly loop: Loop;
  /** For the fingerprint. */
  readonly name: string;
  /** Its form alone shows that it never ends once it is entered. */
  readonly certain: boolean;
  /** What follows "the loop at line 12, `while (n > 0)`, ...". */
  readonly why: string;
  readonly fix: string;
}

type Suspect = (
  code: SourceCode,
  loop: Loop,
  test: AnyNode,
) => Omit<LoopSuspicion, 'loop' | 'certain'> | null;

/** From what is certain to what is only likely. */
const suspects: readonly Suspect[] = [unchanged, shifted, steppedOver, halved, readsOn];

/** Each is compared with everything in it. */
const mostLoops = 100;

/** The loop that most likely never ends; null when the source accuses none. */
export function endlessLoop(code: SourceCode, nodes: readonly AnyNode[]): LoopSuspicion | null {
  const loops = nodes
    .filter(isLoop)
    .slice(0, mostLoops)
    .filter((loop) => !hasWayOut(code, loop));
  for (const suspect of [forEver, ...suspects]) {
    for (const loop of loops) {
      if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') continue;
      const found = suspect(code, loop, loop.test ?? loop);
      if (found === null) continue;
      return { ...found, loop, certain: suspect === forEver || suspect === unchanged };
    }
  }
  return null;
}

/** `for (;;)`, `while (true)`. */
function forEver(
  _: SourceCode,
  loop: Loop,
  test: AnyNode,
): Omit<LoopSuspicion, 'loop' | 'certain'> | null {
  if (test !== loop && !(test.type === 'Literal' && Boolean(test.value))) return null;
  return {
    name: 'no condition',
    why: 'has no condition and no `break` or `return`, so it never ends',
    fix: 'Give the loop a condition that becomes false, or a `break`.',
  };
}

/** Nothing that the condition depends on changes. */
function unchanged(code: SourceCode, loop: Loop, test: AnyNode) {
  const names = constantNames(code, loop, test);
  if (names === null) return null;
  const shown = listed(names.map((name) => `\`${name}\``));
  return {
    name: 'condition never changes',
    why: `never changes ${shown}, on which its condition depends, so it never ends once it is entered`,
    fix: `Change ${shown} inside the loop so that the condition becomes false.`,
  };
}

/** `x !== 0` and nothing but `x >>= 1`: a negative number ends at -1. */
function shifted(code: SourceCode, loop: Loop, test: AnyNode) {
  const name = test.type === 'Identifier' ? test : unequalToZero(code, test);
  if (name === null) return null;
  const changes = assignmentsIn(code, loop, name);
  if (changes.length === 0 || changes.some(({ operator }) => operator !== '>>=')) return null;
  const text = code.excerpt(name);
  return {
    name: 'shifted',
    why: `never ends when \`${text}\` is negative: shifting it right ends at -1, never at 0`,
    fix: `Start from \`Math.abs(${text})\`, or shift with \`>>>=\`.`,
  };
}

/** `i !== n` with steps that are not one. */
function steppedOver(code: SourceCode, loop: Loop, test: AnyNode) {
  const name = test.type === 'BinaryExpression' && /^!==?$/.test(test.operator) ? test.left : null;
  if (name?.type !== 'Identifier') return null;
  const changes = assignmentsIn(code, loop, name);
  const steps = changes.filter(({ operator }) => operator === '+=' || operator === '-=');
  const [step] = steps;
  const isOne = step?.right.type === 'Literal' && step.right.value === 1;
  if (step === undefined || isOne || steps.length < changes.length) return null;
  return {
    name: 'stepped over',
    why: `may step over its end with \`${code.excerpt(step)}\`: its condition ends it only at exactly that value`,
    fix: 'Compare with `<` or `>` instead of `!==`.',
  };
}

/** Bisection: `middle = (low + high) >> 1` rounds down, and `low = middle` then stands still. */
function halved(code: SourceCode, loop: Loop, test: AnyNode) {
  if (test.type !== 'BinaryExpression' || !/^(<|!==?)$/.test(test.operator)) return null;
  const { left: low } = test;
  if (low.type !== 'Identifier') return null;
  for (const { operator, right } of assignmentsIn(code, loop, low)) {
    const variable = right.type === 'Identifier' ? code.variableOf(right) : null;
    const middle = variable === null ? null : declaredValue(variable);
    if (operator !== '=' || middle === null) continue;
    const roundsDown = /(>> 1|>>> 1|^Math\.(floor|trunc)\(.*\/ ?2\))$/.test(code.excerpt(middle));
    if (!roundsDown || !contains(loop, middle) || / \+ 1\)/.test(code.excerpt(middle))) continue;
    const [name, text] = [code.excerpt(low), code.excerpt(middle)];
    return {
      name: 'bisection',
      why: `stands still when only two values are left: \`${text}\` rounds down to \`${name}\`, and \`${name} = ${code.excerpt(right)}\` changes nothing`,
      fix: `Round up, as in \`(low + high + 1) >> 1\`, or move on with \`${name} = ${code.excerpt(right)} + 1\`.`,
    };
  }
  return null;
}

/** `while (readBit() === 0)`: beyond the end of the data a reader gives zeros. */
function readsOn(code: SourceCode, _: Loop, test: AnyNode) {
  const call = test.type === 'BinaryExpression' && isZero(code, test.right) ? test.left : null;
  const negated = test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : null;
  const read = call ?? negated;
  const equal = test.type !== 'BinaryExpression' || /^===?$/.test(test.operator);
  if (read?.type !== 'CallExpression' || !equal) return null;
  return {
    name: 'reads on',
    why: `reads on behind the end of its data, where \`${code.excerpt(read)}\` gives nothing but zeros`,
    fix: 'Bound the loop (`count < 32`) and throw when the data ends; then find out why the reader is beyond what was written.',
  };
}

function unequalToZero(code: SourceCode, test: AnyNode): Identifier | null {
  if (test.type !== 'BinaryExpression' || !/^!==?$/.test(test.operator)) return null;
  return test.left.type === 'Identifier' && isZero(code, test.right) ? test.left : null;
}

/** Assignments to a name inside a loop; none when it also changes by `++` or elsewhere unseen. */
function assignmentsIn(
  code: SourceCode,
  loop: Loop,
  name: Identifier,
): readonly AssignmentExpression[] {
  const variable = code.variableOf(name);
  if (variable === null) return [];
  const writes = writesOf(variable).filter((node) => contains(loop, node));
  const assignments = writes.map((node) => code.parent(node));
  const plain = assignments.filter((node) => node?.type === 'AssignmentExpression');
  return plain.length === assignments.length ? plain : [];
}

function writesOf(variable: Variable): readonly AnyNode[] {
  return variable.references
    .filter((reference) => reference.isWrite() && reference.init !== true)
    .map(({ identifier }) => identifier as unknown as AnyNode);
}

/** A `break`, `return` or `throw` that leaves the loop. */
function hasWayOut(code: SourceCode, loop: Loop): boolean {
  const owner = enclosingFunction(code, loop);
  return code.within(loop).some((node) => {
    if (node.type === 'YieldExpression') return true;
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') {
      return enclosingFunction(code, node) === owner;
    }
    if (node.type !== 'BreakStatement') return false;
    if (node.label) return true;
    for (const ancestor of code.ancestors(node)) {
      if (ancestor.type === 'SwitchStatement') return false;
      if (isLoop(ancestor)) return ancestor === loop;
    }
    return false;
  });
}

/** The names in a condition, when none of them can change while the loop runs; null when some may. */
function constantNames(code: SourceCode, loop: Loop, test: AnyNode): string[] | null {
  const names = new Set<string>();
  for (const node of code.within(test)) {
    switch (node.type) {
      case 'Identifier': {
        const parent = code.parent(node);
        const property = parent?.type === 'MemberExpression' && parent.property === node;
        if (property && !parent.computed) break;
        const variable = code.variableOf(node);
        if (variable === null || changesIn(code, loop, variable)) return null;
        names.add(variable.name);
        break;
      }
      case 'MemberExpression': {
        // Of an array of fixed length; any other property might be changed by anyone.
        const length = !node.computed && node.property.type === 'Identifier';
        if (!length || !/^(length|width|height)$/.test(code.excerpt(node.property))) return null;
        if (growsIn(code, loop, node.object)) return null;
        break;
      }
      case 'Literal':
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'UnaryExpression':
        break;
      default:
        return null;
    }
  }
  return names.size === 0 ? null : [...names];
}

/** A name may change when the loop assigns it, or some other function does. */
function changesIn(code: SourceCode, loop: Loop, variable: Variable): boolean {
  const owner = enclosingFunction(code, loop);
  return writesOf(variable).some(
    (node) => contains(loop, node) || enclosingFunction(code, node) !== owner,
  );
}

/** An array's length changes when one of its methods is called in the loop, or it is handed on. */
function growsIn(code: SourceCode, loop: Loop, array: AnyNode): boolean {
  const text = code.excerpt(array);
  return code.within(loop.body).some((node) => {
    if (node.type !== 'CallExpression') return false;
    const { callee } = node;
    const own = callee.type === 'MemberExpression' && code.excerpt(callee.object) === text;
    return own || node.arguments.some((argument) => code.excerpt(argument) === text);
  });
}
