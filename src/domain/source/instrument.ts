/**
 * An instrumented source does what the source does, line by line, and records what it sees: calls and what they
 * return, assignments, elements read and written, arithmetic that went astray, rounds of loops.
 */

import type {
  AnyNode,
  AssignmentExpression,
  BinaryExpression,
  ReturnStatement,
  UpdateExpression,
  VariableDeclaration,
  VariableDeclarator,
} from 'acorn';
import { weaveCall } from './call-weave.ts';
import type { SourceCode } from './code.ts';
import { weaveRead, weaveReference, weaveWrite } from './element-weave.ts';
import { exportNamed } from './exports.ts';
import { type FunctionNode, functionName, isFunction } from './functions.ts';
import { Loom, type LoopSite, nameOf, type Site } from './loom.ts';
import { heldByLoop, isLoop, type LoopNode } from './loop-variables.ts';
import { recorder } from './recorder.ts';

export interface Instrumented {
  readonly source: string;
  /** A record names its site by its place here. */
  readonly sites: readonly Site[];
  readonly loops: readonly LoopSite[];
}

export interface Instruments {
  /** For the number of a site: values that it gives in turn in place of its own. */
  readonly overrides?: ReadonlyMap<number, readonly number[]>;
  /** For a site that reads elements: values that it gives for some indices in place of what stands there. */
  readonly elements?: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** After so many calls and rounds of loops together the source throws, so that there is something to read. */
  readonly mostSteps?: number;
  /** Of each site no more events are kept, so that a busy place leaves room for the others. */
  readonly mostPerSite?: number;
  /** Of other sites no events are kept. */
  readonly only?: ReadonlySet<number>;
}

/** null for a source that has the reading's name for something else. */
export function instrument(code: SourceCode, instruments: Instruments = {}): Instrumented | null {
  if (exportNamed(code, 'readProbe') !== null || code.variablesNamed('readProbe').length > 0) {
    return null;
  }
  const loom = new Loom(code);
  // Parents first: what is put around them stands outside of what is put around their parts.
  for (const node of code.nodes) visit(loom, node);
  const head = recorder({
    prefix: loom.word,
    sites: loom.sites.length + 1,
    loops: loom.loops.length + 1,
    loopSlots: loom.slots + 1,
    overrides: instruments.overrides ?? new Map(),
    elements: instruments.elements ?? new Map(),
    mostSteps: instruments.mostSteps ?? Number.MAX_SAFE_INTEGER,
    only: instruments.only ?? null,
    mostPerSite: instruments.mostPerSite ?? Number.MAX_SAFE_INTEGER,
  });
  return { source: withHead(loom.weave.woven(), head), sites: loom.sites, loops: loom.loops };
}

/** A line for the shell has to stay the first. */
export function withHead(text: string, head: string): string {
  const at = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, at)}${head} ${text.slice(at)}`;
}

function visit(loom: Loom, node: AnyNode): void {
  if (isFunction(node)) weaveFunction(loom, node);
  else if (isLoop(node)) weaveLoop(loom, node);
  else weaveExpression(loom, node);
}

function weaveExpression(loom: Loom, node: AnyNode): void {
  switch (node.type) {
    case 'ReturnStatement':
      weaveReturn(loom, node);
      break;
    case 'VariableDeclarator':
      weaveDeclarator(loom, node);
      break;
    case 'VariableDeclaration':
      weavePatterns(loom, node);
      break;
    case 'AssignmentExpression':
      weaveAssignment(loom, node);
      break;
    case 'UpdateExpression':
      weaveUpdate(loom, node);
      break;
    case 'MemberExpression':
      weaveRead(loom, node);
      break;
    case 'BinaryExpression':
      weaveOperation(loom, node);
      break;
    case 'CallExpression':
    case 'NewExpression':
      weaveCall(loom, node);
      break;
  }
}

function weaveFunction(loom: Loom, node: FunctionNode): void {
  const own = functionName(loom.code, node);
  const params = loom.code.declaredBy(node).filter(({ defs }) => defs[0]?.type === 'Parameter');
  const records = [`${loom.word}e(${loom.site(node, 'enter', own)})`];
  for (const { name, identifiers } of params) {
    const site = loom.site(identifiers[0] as unknown as AnyNode, 'parameter', name);
    records.push(`${loom.word}a(${site},${name})`);
  }
  if (node.body.type === 'BlockStatement') {
    loom.weave.between(node.body.start + 1, `${records.join(';')};`);
    const leave = loom.site(node, 'leave', own);
    loom.weave.between(node.body.end - 1, `;${loom.word}x(${leave})`);
    return;
  }
  const site = loom.site(node.body, 'return', own);
  const before = `(${records.join()},${loom.word}a(${site},(`;
  loom.weave.around(node.body, before, ')))');
}

function weaveReturn(loom: Loom, node: ReturnStatement): void {
  const name = loom.nameAround(node);
  if (node.argument) loom.value(node.argument, 'return', name);
  else {
    const leave = loom.site(node, 'leave', name);
    loom.weave.between(node.start + 'return'.length, ` ${loom.word}x(${leave})`);
  }
}

function weaveLoop(loom: Loom, node: LoopNode): void {
  const { held, tested } = heldByLoop(loom.code, node);
  const values = held.map((each) => `,${each}`).join('');
  const records = [`${loom.word}l(${loom.loops.length},${loom.slots}${values})`];
  const functionName = loom.nameAround(node);
  const location = loom.code.locate(node);
  loom.loops.push({ node, location, functionName, held, tested, slot: loom.slots });
  loom.slots += held.length;
  const each = 'left' in node && node.left.type === 'VariableDeclaration' ? node.left : null;
  for (const { name, identifiers } of each ? loom.code.declaredBy(each) : []) {
    const site = loom.site(identifiers[0] as unknown as AnyNode, 'each', name);
    records.push(`${loom.word}a(${site},${name})`);
  }
  const text = `${records.join(';')};`;
  if (node.body.type === 'BlockStatement') loom.weave.between(node.body.start + 1, text);
  else loom.weave.around(node.body, `{${text}`, '}');
}

function weaveDeclarator(loom: Loom, { id, init }: VariableDeclarator): void {
  if (init && id.type === 'Identifier') loom.value(init, 'assign', id.name);
}

/** What a pattern takes apart is recorded behind the declaration, where one can stand. */
function weavePatterns(loom: Loom, node: VariableDeclaration): void {
  const parent = loom.code.parent(node);
  if (parent?.type !== 'BlockStatement' && parent?.type !== 'Program') return;
  const taken = node.declarations.filter(({ id }) => id.type !== 'Identifier');
  const records = taken.flatMap((declarator) =>
    loom.code.declaredBy(declarator).map(({ name, identifiers }) => {
      const site = loom.site(identifiers[0] as unknown as AnyNode, 'taken', name);
      return `${loom.word}a(${site},${name})`;
    }),
  );
  if (records.length > 0) loom.weave.between(node.end, `;${records.join(';')};`);
}

function weaveAssignment(loom: Loom, node: AssignmentExpression): void {
  const { left, operator, right } = node;
  if (left.type === 'MemberExpression' && left.computed) weaveWrite(loom, node, left);
  else if (left.type === 'Identifier' || left.type === 'MemberExpression') {
    // A new value can be given in its place only before it is assigned.
    loom.value(operator === '=' ? right : node, 'assign', nameOf(loom.code, left));
  }
}

function weaveUpdate(loom: Loom, node: UpdateExpression): void {
  const { argument } = node;
  if (argument.type === 'MemberExpression' && argument.computed) {
    weaveReference(loom, argument, node);
    return;
  }
  // As the head of a `for` it says what the loop's own record says.
  const parent = loom.code.parent(node);
  if (parent?.type === 'ForStatement' && parent.update === node) return;
  loom.value(node, 'update', nameOf(loom.code, argument));
}

const operators: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '**': 'pow',
  '<<': 'shl',
  '>>': 'shr',
  '>>>': 'ushr',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

/** Deeper sums are data more than arithmetic, and calls inside of calls take stack. */
const mostNested = 24;

function weaveOperation(loom: Loom, node: BinaryExpression): void {
  const helper = operators[node.operator];
  const operator = helper && loom.tokenAfter(node.left.end, node.operator);
  if (!helper || !operator || node.left.type === 'PrivateIdentifier') return;
  let inner: AnyNode = node;
  for (let level = 0; inner.type === 'BinaryExpression'; level++, inner = inner.left) {
    if (level > mostNested) return;
  }
  const site = loom.site(node, 'operation', node.operator);
  loom.weave.around(node, `${loom.word}${helper}(${site},(`, '))');
  loom.weave.replace(operator, '),(');
}
