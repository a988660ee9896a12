/** A number written into fewer bits than it has: the reader gets its lower bits alone. */

import type { AnyNode, CallExpression } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { contains } from '../../source/code.ts';
import { calledFunctions, type FunctionNode, returnedValues } from '../../source/functions.ts';
import { constantNumber, declaredValue } from '../../source/values.ts';
import { mostFact } from '../bounds.ts';
import type { NarrowFieldCause } from '../causes/trace.ts';
import { callsIn, type TracedCall } from './calls.ts';
import type { Pair } from './channels.ts';
import { readThing, writtenThing } from './names.ts';

const mostBits = 31;

interface Written {
  readonly call: TracedCall;
  readonly value: number;
  readonly bits: number;
  /** Places of both among the parameters. */
  readonly valueAt: number;
  readonly bitsAt: number;
}

/** The first number that does not fit; null when all do, or when it was not so where everything came back. */
export function narrowField(
  code: SourceCode,
  pair: Pair,
  passing: readonly Pair[],
): NarrowFieldCause | null {
  const calls = callsIn(code, pair.encoder);
  const readers = callsIn(code, pair.decoder).filter(
    ({ name, given }) => name !== null && readThing(name) !== null && given.length >= 1,
  );
  const usual = passing.map(({ encoder }) => callsIn(code, encoder));
  for (const written of calls.flatMap(writtenBy)) {
    if (written.value < 2 ** written.bits) continue;
    if (usual.some((each) => overflows(each, written))) return null;
    const read = readBack(calls, readers, written);
    if (read === null) return null;
    return causeOf(code, written, read);
  }
  return null;
}

/** A writer is given a number and a width; which is which, its values have to tell. */
function writtenBy(call: TracedCall): Written[] {
  const { given, name } = call;
  if (given.length !== 2 || name === null || writtenThing(name) === null) return [];
  const [first, second] = given.map(({ value }) => value) as [number, number];
  const bitsAt = given.findIndex((each) =>
    /^(?:n|k|w|c|\w*(?:bits|count|width|length|len|size|n))$/i.test(each.name),
  );
  if (bitsAt === -1) return [];
  const [value, bits] = bitsAt === 1 ? [first, second] : [second, first];
  const whole = Number.isInteger(value) && value >= 0 && Number.isInteger(bits);
  return whole && bits >= 1 && bits <= mostBits
    ? [{ call, value, bits, bitsAt, valueAt: 1 - bitsAt }]
    : [];
}

function overflows(calls: readonly TracedCall[], { call: { node } }: Written): boolean {
  return calls
    .filter((call) => call.node === node)
    .flatMap(writtenBy)
    .some(({ value, bits }) => value >= 2 ** bits);
}

/** The reader's call for the same number: as many calls of that width came before it, and gave what was written. */
function readBack(
  calls: readonly TracedCall[],
  readers: readonly TracedCall[],
  written: Written,
): TracedCall | null {
  const ours = calls
    .filter(({ node }) => node === written.call.node)
    .flatMap(writtenBy)
    .filter(({ bits }) => bits === written.bits);
  const place = ours.findIndex(({ call }) => call === written.call);
  const nodes = new Set(readers.map(({ node }) => node));
  for (const node of nodes) {
    const theirs = readers.filter(
      (call) => call.node === node && call.given.some(({ value }) => value === written.bits),
    );
    const read = theirs[place];
    const before = ours
      .slice(0, place)
      .every(({ value }, i) => theirs[i]?.returned?.value === value);
    if (before && read?.returned?.value === written.value % 2 ** written.bits) return read;
  }
  return null;
}

function causeOf(code: SourceCode, written: Written, read: TracedCall): NarrowFieldCause | null {
  const { call, value, bits, bitsAt } = written;
  const site = callSite(code, written);
  const width = site?.arguments[bitsAt];
  if (!site || !width || read.returned === null) return null;
  const declared = declaration(code, width);
  return {
    kind: 'narrow_field',
    confidence: 'proved',
    location: code.locate(declared ?? site),
    computed: declared === null ? null : code.excerpt(declared, mostFact),
    repair: null,
    writer: call.name ?? 'writer',
    reader: read.name ?? 'reader',
    width: code.excerpt(width, mostFact),
    ...{ bits, written: value, read: read.returned.value },
  };
}

/** The call in the function that called: the one whose width can be that number. */
function callSite(code: SourceCode, { call, bits, bitsAt }: Written): CallExpression | null {
  const sites = code.nodes.filter(
    (node): node is CallExpression =>
      node.type === 'CallExpression' &&
      calleeName(node) === call.name &&
      isIn(node, call.caller) &&
      node.arguments.length === 2,
  );
  const constants = sites.map((site) => constantNumber(code, site.arguments[bitsAt] as AnyNode));
  const [exact, ...others] = sites.filter((_, i) => constants[i] === bits);
  if (exact && others.length === 0) return exact;
  const [open, ...more] = sites.filter((_, i) => constants[i] === null);
  return !exact && open && more.length === 0 ? open : null;
}

function isIn(node: AnyNode, around: FunctionNode | null): boolean {
  return around === null || contains(around, node);
}

function calleeName({ callee }: CallExpression): string | null {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
    ? callee.property.name
    : null;
}

/** Where a width that has a name gets its value, also when a function of the file computes it. */
function declaration(code: SourceCode, width: AnyNode): AnyNode | null {
  const variable = width.type === 'Identifier' ? code.variableOf(width) : null;
  const value = variable === null ? null : declaredValue(variable);
  if (value?.type !== 'CallExpression') return value;
  const [computing, another] = calledFunctions(code, value);
  const [returned, other] = computing && !another ? returnedValues(code, computing) : [];
  return returned && !other ? returned : value;
}
