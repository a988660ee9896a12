/** Steps that are missing: a loop that stands still, a value that is never updated. */

import type { AnyNode } from 'acorn';
import { inserted, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';
import { quotable } from './ranges.ts';

const kinds = {
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
    return node.type === 'WhileStatement' ? standing(node) : [];
  });

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
