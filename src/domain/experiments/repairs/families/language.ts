/** What the language does differently from what was meant. */

import type { AnyNode, LogicalExpression } from 'acorn';
import { isFunction, ownReturns } from '../../../source/functions.ts';
import { inserted, operatorEdit, replaced, textOf, wrapped } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { inPlace, kind, named, quoted } from '../wording.ts';

const kinds = {
  assignment_in_condition: kind(
    0.75,
    (f) =>
      `${inPlace(f)}, the condition ${quoted(f.before)} assigns (a single \`=\`) instead of comparing: it does not depend on ${named(f, 'the variable')} and changes it.`,
    { telling: true, fix: (f) => `Compare with \`===\`: ${quoted(f.after)} at line ${f.line}.` },
  ),
  missing_break: kind(
    0.7,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} has no \`break\`: it falls through into the next case.`,
    { telling: true, fix: (f) => `End the case with \`break\` (line ${f.line}).` },
  ),
  for_in: kind(
    0.7,
    (f) =>
      `${inPlace(f)}, \`for ... in\` gives the keys as text, so ${named(f, 'the variable')} + 1 joins texts instead of adding.`,
    {
      telling: true,
      fix: (f) => `Use a counting loop or \`for ... of\`: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  missing_return: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, the value of ${quoted(f.before)} is computed and not returned: the function gives undefined.`,
    { telling: true, fix: (f) => `Return it: ${quoted(f.after)} at line ${f.line}.` },
  ),
  generator_used_up: kind(
    0.55,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is a generator, which can be walked through only once: the second walk finds nothing.`,
    {
      telling: true,
      fix: (f) => `Keep its values in an array: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  generator_closed: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, leaving \`for ... of\` over ${named(f, 'the generator')} early closes it: the next loop finds it at its end.`,
    {
      telling: true,
      fix: (f) => `Take values with \`next()\`: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  sticky_expression: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, the regular expression ${quoted(f.before)} has the flag \`g\` or \`y\`: \`test\` and \`exec\` go on from its \`lastIndex\`, where the last use ended.`,
    { telling: true, fix: (f) => `Leave the flag away: ${quoted(f.after)} at line ${f.line}.` },
  ),
  method_without_object: kind(
    0.6,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} hands on a method without its object: \`this\` is undefined in it.`,
    { telling: true, fix: (f) => `Bind it to its object: ${quoted(f.after)} at line ${f.line}.` },
  ),
  function_not_called: kind(
    0.5,
    (f) =>
      `${inPlace(f)}, ${quoted(f.before)} is the function itself, not its result: it is not called.`,
    { fix: (f) => `Call it: ${quoted(f.after)} at line ${f.line}.` },
  ),
};

function find({ code }: RepairTree): readonly Repair[] {
  return code.nodes.flatMap((node): readonly Repair[] => {
    switch (node.type) {
      case 'LogicalExpression':
        return defaults(node);
      case 'ConditionalExpression':
        return tests(node.test);
      case 'IfStatement':
      case 'WhileStatement':
        return tests(node.test);
      case 'SwitchStatement':
        return node.cases.slice(0, -1).flatMap((each) => {
          const last = each.consequent.at(-1);
          const block = last?.type === 'BlockStatement' ? last.body.at(-1) : last;
          if (!last || !block || /^(Break|Return|Throw|Continue)Statement$/.test(block.type))
            return [];
          return [repair('missing_break', each, [inserted(last.end, ' break;')])];
        });
      case 'ForInStatement':
        return forIn(node);
      case 'ForOfStatement':
        return closed(node);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return returns(node);
      case 'VariableDeclarator':
        return node.init && isGeneratorCall(node.init)
          ? [
              repair('generator_used_up', node, wrapped(node.init, '[...', ']'), {
                name: textOf(code, node.id),
              }),
            ]
          : [];
      case 'Literal': {
        const regex = 'regex' in node ? node.regex : null;
        if (!regex || !/[gy]/.test(regex.flags)) return [];
        return [
          repair('sticky_expression', node, [
            replaced(node, `/${regex.pattern}/${regex.flags.replace(/[gy]/g, '')}`),
          ]),
        ];
      }
      case 'MemberExpression':
        return unbound(node);
      default:
        return [];
    }
  });

  /** `a || b`, which takes 0 for absent. */
  function defaults(node: LogicalExpression): readonly Repair[] {
    const edit = node.operator === '||' ? operatorEdit(code, node, '??') : null;
    return edit ? [repair('falsy_default', node, [edit])] : [];
  }

  function tests(test: AnyNode): readonly Repair[] {
    if (test.type === 'AssignmentExpression' && test.operator === '=') {
      const edit = operatorEdit(code, test as never, '===');
      return edit
        ? [repair('assignment_in_condition', test, [edit], { name: textOf(code, test.left) })]
        : [];
    }
    const plain = test.type === 'Identifier' || test.type === 'MemberExpression';
    return plain
      ? [
          repair('falsy_test', test, [inserted(test.end, ' != null')]),
          repair('falsy_test', test, [inserted(test.end, ' >= 0')], { weight: 0.5 }),
        ]
      : [];
  }

  function forIn(node: AnyNode & { type: 'ForInStatement' }): readonly Repair[] {
    const name = textOf(
      code,
      node.left.type === 'VariableDeclaration'
        ? (node.left.declarations[0]?.id ?? node.left)
        : node.left,
    );
    const list = textOf(code, node.right);
    const head = { start: node.start, end: node.body.start };
    const counting = `for (let ${name} = 0; ${name} < ${list}.length; ${name}++) `;
    const gap = code.text.slice(node.left.end, node.right.start);
    const of = replaced(
      { start: node.left.end, end: node.right.start },
      gap.replace(/\bin\b/, 'of'),
    );
    return [
      repair('for_in', node, [replaced(head, counting)], { name }),
      repair('for_in', node, [of], { name }),
    ];
  }

  /** `for (const b of bits) { ...; break; }` of a generator that is used again. */
  function closed(node: AnyNode & { type: 'ForOfStatement' }): readonly Repair[] {
    const leaves = code.within(node.body).some((inner) => inner.type === 'BreakStatement');
    const { right } = node;
    if (!leaves || right.type !== 'Identifier') return [];
    const name = right.name;
    return [
      repair(
        'generator_closed',
        node,
        wrapped(right, '{ [Symbol.iterator]: () => ({ next: () => ', '.next() }) }'),
        { name },
      ),
    ];
  }

  function isGeneratorCall(node: AnyNode): boolean {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
    const { name } = node.callee;
    return code.nodes.some((each) => isFunction(each) && each.generator && each.id?.name === name);
  }

  /** A function whose last statement is an expression, and that returns nothing. */
  function returns(node: AnyNode): readonly Repair[] {
    if (!isFunction(node) || node.body.type !== 'BlockStatement' || node.generator) return [];
    const last = node.body.body.at(-1);
    if (last?.type !== 'ExpressionStatement') return [];
    if (ownReturns(code, node).some(({ argument }) => argument)) return valued(last, 0.6);
    return valued(last, last.expression.type === 'AssignmentExpression' ? 0.2 : 0.7);
  }

  function valued(last: AnyNode, weight: number): readonly Repair[] {
    return [repair('missing_return', last, [inserted(last.start, 'return ')], { weight })];
  }

  /** `const { encode } = codec`, `export const f = codec.encode`. */
  function unbound(node: AnyNode & { type: 'MemberExpression' }): readonly Repair[] {
    const parent = code.parent(node);
    if (node.computed || node.property.type !== 'Identifier') return [];
    const { name } = node.property;
    const isMethod = code.nodes.some(
      (each) =>
        (each.type === 'MethodDefinition' || each.type === 'Property') &&
        each.key.type === 'Identifier' &&
        each.key.name === name &&
        each.value &&
        isFunction(each.value),
    );
    if (!isMethod) return [];
    const isHandedOn =
      (parent?.type === 'VariableDeclarator' && parent.init === node) ||
      (parent?.type === 'AssignmentExpression' && parent.right === node) ||
      (parent?.type === 'CallExpression' && parent.callee !== node) ||
      parent?.type === 'Property' ||
      parent?.type === 'ReturnStatement';
    if (!isHandedOn) return [];
    return [
      repair(
        'method_without_object',
        node,
        [inserted(node.end, `.bind(${textOf(code, node.object)})`)],
        { name },
      ),
      repair('function_not_called', node, [inserted(node.end, '()')], { name, weight: 0.6 }),
    ];
  }
}

export const language: Family = { kinds, find };
