/** Steps that are missing: a loop that stands still, a value that is never updated. */

import type { AnyNode } from 'acorn';
import { inserted, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';
import { quotable } from './ranges.ts';

const kinds = {
  text_for_number: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is text where a number is needed: \`+\` joins texts.`,
    { telling: true, fix: (f) => `Make it a number: ${quoted(f.after)} at line ${f.line}.` },
  ),
  shadowed_variable: kind(
    0.8,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} declares a new variable that hides (shadows) the outer ${named(f, 'one')}: the outer one keeps its old value.`,
    { telling: true, fix: (f) => `Assign to the outer one: ${quoted(f.after)} at line ${f.line}.` },
  ),
  step_can_be_zero: kind(
    0.55,
    (f) => `${inPlace(f)}, the step in ${quoted(f.before)} can be 0: the loop then never gets on.`,
    { fix: (f) => `Advance by at least 1: ${quoted(f.after)} at line ${f.line}.` },
  ),
  step_missing: kind(
    0.5,
    (f) => `${inPlace(f)}, ${named(f, 'the counter')} is not advanced in this branch.`,
    { fix: (f) => `Advance it: ${quoted(f.after)} at line ${f.line}.` },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    if (node.type === 'AssignmentExpression') return advance(node);
    if (node.type === 'BinaryExpression') return joined(node);
    if (node.type === 'VariableDeclaration') return hiding(node);
    return node.type === 'WhileStatement' ? standing(node) : [];
  });

  /** `x + 1` where x may be text: the keys of an object, the parts of a string. */
  function joined(node: AnyNode & { type: 'BinaryExpression' }): readonly Repair[] {
    const { left, right, operator } = node;
    if (operator !== '+' || left.type === 'PrivateIdentifier') return [];
    const isName = (side: AnyNode) =>
      side.type === 'Identifier' || side.type === 'MemberExpression';
    return [left, right].filter(isName).map((side, i) =>
      repair('text_for_number', node, wrapped(side, 'Number(', ')'), {
        name: textOf(code, side),
        weight: i === 0 ? 0.8 : 0.6,
      }),
    );
  }

  /** `let trend = ...` inside, where a `trend` outside is meant. */
  function hiding(node: AnyNode & { type: 'VariableDeclaration' }): readonly Repair[] {
    const [declarator, another] = node.declarations;
    if (another || declarator?.id.type !== 'Identifier' || !declarator.init) return [];
    const own = code.declaredBy(declarator)[0]?.scope;
    const { name } = declarator.id;
    for (let scope = own?.upper ?? null; scope !== null; scope = scope.upper) {
      if (!scope.set.has(name)) continue;
      const edit = replaced({ start: node.start, end: declarator.start }, '');
      return [repair('shadowed_variable', node, [edit], { name })];
    }
    return [];
  }

  /** `i += n` in a loop. */
  function advance(node: AnyNode & { type: 'AssignmentExpression' }): readonly Repair[] {
    if (node.operator !== '+=' || node.right.type === 'Literal') return [];
    const inLoop = [...code.ancestors(node)].some(({ type }) =>
      /^(While|For|DoWhile)Statement$/.test(type),
    );
    if (!inLoop) return [];
    return [repair('step_can_be_zero', node, wrapped(node.right, 'Math.max(1, ', ')'))];
  }

  /** `while (i < n)` whose counter only some branches advance. */
  function standing(node: AnyNode & { type: 'WhileStatement' }): readonly Repair[] {
    const { test, body } = node;
    if (
      test.type !== 'BinaryExpression' ||
      !/^[<>]=?$/.test(test.operator) ||
      body.type !== 'BlockStatement'
    )
      return [];
    const name = textOf(code, test.left as AnyNode);
    if (!/^[\w.$]+$/.test(name)) return [];
    const branches = code
      .within(body)
      .flatMap((inner) => (inner.type === 'BlockStatement' ? [inner] : []));
    return branches.map((block) =>
      repair('step_missing', quotable(code, test), [inserted(block.end - 1, ` ${name}++; `)], {
        name,
        weight: 0.6,
      }),
    );
  }
}

export const steps: Family = { kinds, find };
