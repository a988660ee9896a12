/** What a name stands for, as far as the source alone tells. */

import type { AnyNode, Identifier } from 'acorn';
import type { Variable } from 'eslint-scope';
import type { SourceCode } from './code.ts';

/** Aliases are followed so far. */
const mostAliases = 8;

/** The function, class or expression that a name was bound to at its declaration; null when unknown. */
export function initialValue(code: SourceCode, node: Identifier): AnyNode | null {
  let at = node;
  for (let i = 0; i < mostAliases; i++) {
    const variable = code.variableOf(at);
    const value = variable === null ? null : declaredValue(variable);
    if (value === null || value.type !== 'Identifier') return value;
    at = value;
  }
  return null;
}

/** What a variable's declaration binds it to. */
export function declaredValue(variable: Variable): AnyNode | null {
  const [definition, another] = variable.defs;
  if (definition === undefined || another !== undefined) return null;
  const node = definition.node as unknown as AnyNode;
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return definition.type === 'FunctionName' ? node : null;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? (node.init ?? null) : null;
    default:
      return null;
  }
}

/** True when nothing is assigned to the variable after its declaration. */
export function isConstant(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** Whether an expression is zero whatever happens: `0`, `-0`, `0n`, a name bound to it, a product with it. */
export function isZero(code: SourceCode, node: AnyNode, level = 0): boolean {
  if (level > mostAliases) return false;
  const zero = (inner: AnyNode) => isZero(code, inner, level + 1);
  switch (node.type) {
    case 'Literal':
      return node.bigint ? BigInt(node.bigint) === 0n : node.value === 0;
    case 'UnaryExpression':
      return (node.operator === '-' || node.operator === '+') && zero(node.argument);
    case 'BinaryExpression':
      return node.operator === '*' && (zero(node.left) || zero(node.right));
    case 'Identifier': {
      const variable = code.variableOf(node);
      const value = variable === null ? null : declaredValue(variable);
      return variable !== null && value !== null && isConstant(variable) && zero(value);
    }
    case 'CallExpression': {
      const { callee, arguments: args } = node;
      const [first] = args;
      const converts =
        callee.type === 'Identifier' && (callee.name === 'BigInt' || callee.name === 'Number');
      return converts && args.length === 1 && first !== undefined && zero(first);
    }
    default:
      return false;
  }
}

/** The number that an expression of literals and constants gives; null when it depends on anything else. */
export function constantNumber(code: SourceCode, node: AnyNode, level = 0): number | null {
  if (level > mostAliases) return null;
  const number = (inner: AnyNode) => constantNumber(code, inner, level + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? node.value : null;
    case 'Identifier': {
      const variable = code.variableOf(node);
      const value = variable === null ? null : declaredValue(variable);
      return variable !== null && value !== null && isConstant(variable) ? number(value) : null;
    }
    case 'BinaryExpression': {
      const [left, right] = [number(node.left), number(node.right)];
      return left === null || right === null ? null : combine(node.operator, left, right);
    }
    default:
      return null;
  }
}

function combine(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '<<':
      return left << right;
    case '**':
      return left ** right;
    default:
      return null;
  }
}
