/** What is never evaluated in the sandbox, since it stands behind a test for a global that does not exist there. */

import type { AnyNode, Expression, PrivateIdentifier, Super } from 'acorn';
import type { Variable } from 'eslint-scope';
import { allowedGlobals } from '../globals.ts';
import { contains, type SourceCode } from '../source/code.ts';
import { isFunction } from '../source/functions.ts';
import { declaredValue, isConstant } from '../source/values.ts';

/** A value that is known before anything runs; null when it is not. */
type Known = { readonly value: unknown } | null;

/** Names and branches are followed so far. */
const mostLevels = 12;

const allowed: ReadonlySet<string> = new Set(allowedGlobals);
const objects: ReadonlySet<string> = new Set(['Math', 'JSON', 'Reflect', 'console', 'globalThis']);

/** Answers for one source, with the globals that it makes itself. */
export class Reach {
  readonly #code: SourceCode;
  readonly #made: ReadonlySet<string>;

  constructor(code: SourceCode) {
    this.#code = code;
    this.#made = globalsMade(code);
  }

  /** Whether the source puts that name on the global object itself. */
  makes(name: string): boolean {
    return this.#made.has(name);
  }

  /** Whether evaluating a name that does not exist there would be caught: `try { name } catch {}`. */
  isCaught(node: AnyNode): boolean {
    let inner = node;
    for (const outer of this.#code.ancestors(node)) {
      if (outer.type === 'TryStatement' && outer.handler && outer.block === inner) return true;
      if (isFunction(outer)) return false;
      inner = outer;
    }
    return false;
  }

  /** Whether a node is never evaluated: a branch that is not taken, or what follows a jump that is. */
  isDead(node: AnyNode, level = 0): boolean {
    if (level > mostLevels) return false;
    let inner = node;
    for (const outer of this.#code.ancestors(node)) {
      if (this.#skips(outer, inner, level) || this.#isUncalled(outer, level)) return true;
      inner = outer;
    }
    return false;
  }

  /** Whether `outer`, when it is evaluated, never comes to evaluate `inner`. */
  #skips(outer: AnyNode, inner: AnyNode, level: number): boolean {
    const truth = (test: AnyNode) => {
      const known = this.#value(test, level + 1);
      return known === null ? null : Boolean(known.value);
    };
    switch (outer.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (inner === outer.consequent) return truth(outer.test) === false;
        return inner === outer.alternate && truth(outer.test) === true;
      case 'WhileStatement':
        return inner === outer.body && truth(outer.test) === false;
      case 'ForStatement':
        return inner === outer.body && outer.test != null && truth(outer.test) === false;
      case 'LogicalExpression': {
        if (inner !== outer.right) return false;
        const left = this.#value(outer.left, level + 1);
        return left !== null && decides(outer.operator, left.value);
      }
      case 'Program':
      case 'BlockStatement':
        return inner.type !== 'FunctionDeclaration' && this.#isPassed(outer.body, inner, level);
      default:
        return false;
    }
  }

  /** Whether a statement before `inner` leaves the block for certain: `if (typeof x === 'undefined') return;` */
  #isPassed(body: readonly AnyNode[], inner: AnyNode, level: number): boolean {
    return body.some((statement) => {
      if (statement.start >= inner.start || statement.type !== 'IfStatement') return false;
      if (!leaves(statement.consequent)) return false;
      return Boolean(this.#value(statement.test, level + 1)?.value);
    });
  }

  /** A function that is named only where nothing is evaluated, or in itself. */
  #isUncalled(node: AnyNode, level: number): boolean {
    if (!isFunction(node)) return false;
    const parent = this.#code.parent(node);
    const declarator = parent?.type === 'VariableDeclarator' && parent.init === node;
    if (node.type !== 'FunctionDeclaration' && !declarator) return false;
    const declaration = declarator ? this.#code.parent(parent) : node;
    const around = declaration && this.#code.parent(declaration);
    if (around?.type.startsWith('Export')) return false;
    const [variable, another] = this.#code.declaredBy(declarator ? parent : node);
    const named = declarator ? parent.id.type === 'Identifier' && another === undefined : true;
    const uses = variable?.references.filter(({ init }) => init !== true) ?? [];
    if (!named || uses.length === 0) return false;
    return uses.every((use) => {
      const at = use.identifier as unknown as AnyNode;
      return contains(node, at) || this.isDead(at, level + 1);
    });
  }

  #value(node: Expression | AnyNode | PrivateIdentifier | Super, level: number): Known {
    if (level > mostLevels) return null;
    const known = (inner: AnyNode) => this.#value(inner, level + 1);
    switch (node.type) {
      case 'Literal':
        return 'regex' in node || 'bigint' in node ? null : { value: node.value };
      case 'ChainExpression':
        return known(node.expression);
      case 'Identifier':
        return this.#valueOfName(node, level);
      case 'UnaryExpression': {
        if (node.operator === 'typeof') return this.#typeOf(node.argument, level);
        if (node.operator === 'void') return { value: undefined };
        const inner = node.operator === '!' ? known(node.argument) : null;
        return inner && { value: !inner.value };
      }
      case 'LogicalExpression':
        return this.#logical(node, level);
      case 'ConditionalExpression': {
        const test = known(node.test);
        return test && known(test.value ? node.consequent : node.alternate);
      }
      case 'BinaryExpression':
        return this.#compared(node, level);
      case 'MemberExpression':
        return this.#member(node, level);
      case 'CallExpression': {
        const [first] = node.arguments;
        const asBoolean = this.#isGlobal(node.callee, 'Boolean') && first;
        const inner = asBoolean ? known(first) : null;
        return inner && { value: Boolean(inner.value) };
      }
      default:
        return null;
    }
  }

  #typeOf(argument: AnyNode, level: number): Known {
    if (argument.type === 'Identifier' && !this.#isDeclared(argument)) {
      const { name } = argument;
      if (this.#made.has(name)) return null;
      if (!allowed.has(name)) return { value: 'undefined' };
      if (objects.has(name)) return { value: 'object' };
      if (!['Infinity', 'NaN', 'undefined'].includes(name)) return { value: 'function' };
    }
    const known = this.#value(argument, level + 1);
    return known && { value: typeof known.value };
  }

  #valueOfName(node: Extract<AnyNode, { type: 'Identifier' }>, level: number): Known {
    if (!this.#isDeclared(node)) return node.name === 'undefined' ? { value: undefined } : null;
    const variable = this.#code.variableOf(node);
    const value = variable !== null && isConstant(variable) ? declaredValue(variable) : null;
    return value === null || !isPlain(variable) ? null : this.#value(value, level + 1);
  }

  #logical(node: Extract<AnyNode, { type: 'LogicalExpression' }>, level: number): Known {
    const left = this.#value(node.left, level + 1);
    if (left !== null) {
      return decides(node.operator, left.value) ? left : this.#value(node.right, level + 1);
    }
    // Whatever the left side is, `&&` with something false is false.
    const right = this.#value(node.right, level + 1);
    if (right === null || node.operator === '??') return null;
    return Boolean(right.value) === (node.operator === '||') ? { value: right.value } : null;
  }

  #compared(node: Extract<AnyNode, { type: 'BinaryExpression' }>, level: number): Known {
    if (node.operator === 'in') return this.#isInGlobal(node);
    const left = this.#value(node.left, level + 1);
    const right = this.#value(node.right, level + 1);
    if (left === null || right === null) return null;
    const loose = (value: unknown) => value ?? null;
    switch (node.operator) {
      case '===':
        return { value: left.value === right.value };
      case '!==':
        return { value: left.value !== right.value };
      case '==':
        return { value: loose(left.value) === loose(right.value) };
      case '!=':
        return { value: loose(left.value) !== loose(right.value) };
      case '<':
      case '>':
        // `typeof name < 'u'`, as minifiers write it.
        if (typeof left.value !== 'string' || typeof right.value !== 'string') return null;
        return {
          value: node.operator === '<' ? left.value < right.value : left.value > right.value,
        };
      default:
        return null;
    }
  }

  /** `'process' in globalThis` */
  #isInGlobal({ left, right }: Extract<AnyNode, { type: 'BinaryExpression' }>): Known {
    if (left.type !== 'Literal' || typeof left.value !== 'string') return null;
    if (!this.#isGlobal(right, 'globalThis') || this.#made.has(left.value)) return null;
    return { value: allowed.has(left.value) };
  }

  /** `globalThis.process`, and what is asked of it with `?.`. */
  #member(node: Extract<AnyNode, { type: 'MemberExpression' }>, level: number): Known {
    if (!this.#isGlobal(node.object, 'globalThis')) {
      const object = node.optional ? this.#value(node.object, level + 1) : null;
      if (object !== null && object.value == null) return { value: undefined };
      // A chain that has ended stays ended.
      const inner =
        node.object.type === 'MemberExpression' ? this.#member(node.object, level + 1) : null;
      return inner?.value === undefined && inner !== null && hasEnded(node.object) ? inner : null;
    }
    const name = propertyName(node);
    if (name === null || allowed.has(name) || this.#made.has(name) || name in {}) return null;
    return { value: undefined };
  }

  #isGlobal(node: AnyNode, name: string): boolean {
    return node.type === 'Identifier' && node.name === name && !this.#isDeclared(node);
  }

  #isDeclared(node: AnyNode): boolean {
    return this.#code.variableOf(node) !== null;
  }
}

/** Whether a part of a chain ends it when there is nothing: `?.` stands in it. */
function hasEnded(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && (node.optional || hasEnded(node.object));
}

/** Bound by itself, not taken out of something. */
function isPlain(variable: Variable | null): boolean {
  return variable?.defs.length === 1 && variable.defs[0]?.type === 'Variable';
}

/** Whether the left side alone is the result. */
function decides(operator: '&&' | '||' | '??', left: unknown): boolean {
  if (operator === '&&') return !left;
  return operator === '||' ? Boolean(left) : left != null;
}

function leaves(statement: AnyNode): boolean {
  if (statement.type === 'BlockStatement') {
    const last = statement.body.at(-1);
    return last !== undefined && leaves(last);
  }
  return ['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'].includes(
    statement.type,
  );
}

function propertyName(node: Extract<AnyNode, { type: 'MemberExpression' }>): string | null {
  const { property, computed } = node;
  if (!computed) return property.type === 'Identifier' ? property.name : null;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

/** Names that are assigned as properties of `globalThis`, or defined on it. */
function globalsMade(code: SourceCode): ReadonlySet<string> {
  const made = new Set<string>();
  const isGlobal = (node: AnyNode | undefined) =>
    node?.type === 'Identifier' && node.name === 'globalThis' && code.variableOf(node) === null;
  for (const node of code.nodes) {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const name = isGlobal(node.left.object) ? propertyName(node.left) : null;
      if (name !== null) made.add(name);
    }
    if (node.type !== 'CallExpression' || !isGlobal(node.arguments[0])) continue;
    if (!/^(?:Object|Reflect)\.(?:defineProperty|set|assign)$/.test(code.excerpt(node.callee, 40)))
      continue;
    const [, second] = node.arguments;
    if (second?.type === 'Literal' && typeof second.value === 'string') made.add(second.value);
    for (const property of second?.type === 'ObjectExpression' ? second.properties : []) {
      if (property.type === 'Property' && property.key.type === 'Identifier')
        made.add(property.key.name);
    }
  }
  return made;
}
