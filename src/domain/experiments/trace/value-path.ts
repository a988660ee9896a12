/** Where a value came from: back through assignments, elements and arguments, as long as each is as bad as the last. */

import type { AnyNode } from 'acorn';
import { contains, type SourceCode } from '../../source/code.ts';
import { calledFunctions, enclosingFunction, functionName } from '../../source/functions.ts';
import { mostFact } from '../bounds.ts';
import { writtenBefore } from './origin.ts';
import type { TraceEvent } from './reading.ts';

const mostSteps = 4;
/** Events of one expression lie close together. */
const near = 40;

/** Which values are wrong by themselves: 0 is where it divides, or has to grow. */
export type Bad = (event: TraceEvent) => boolean;

export const notNumber: Bad = ({ tag, value }) =>
  tag === 'undefined' || (tag === 'number' && (!Number.isFinite(value) || value < 0));
export const notNumberOrZero: Bad = (event) =>
  notNumber(event) || (event.tag === 'number' && event.value === 0);

/** The events that are searched, and for which values. */
interface Search {
  readonly code: SourceCode;
  readonly events: readonly TraceEvent[];
  readonly isBad: Bad;
}

/** One place on the way: what was set there, to what, and by which expression. */
export interface PathStep {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly text: string;
}

/** The way of a variable's bad value, the latest place first; empty when it is not bad, or the trace does not have it. */
export function pathOf(
  search: Search,
  { name, before }: { readonly name: string; readonly before: number },
): readonly PathStep[] {
  const last = lastSet(search.events, name, before);
  return last !== null && search.isBad(last) ? stepsFrom(search, last) : [];
}

/** The way of what an expression was made of, if a part of it is bad. */
export function pathInto(
  search: Search,
  { node, at }: { readonly node: AnyNode; readonly at: number },
): readonly PathStep[] {
  return stepsFrom(search, partOf(search, at, node));
}

function stepsFrom(search: Search, first: TraceEvent | null): readonly PathStep[] {
  const steps: PathStep[] = [];
  let event = first;
  while (event !== null && steps.length < mostSteps) {
    steps.push(stepOf(search.code, event));
    const next = cause(search, event);
    if (next === null || next.at >= event.at) break;
    event = next;
  }
  return steps;
}

/** "`limit` is 0 at line 79 (`freq << 8`), `freq` is 0 at line 78 (`table[s]`)". */
export function pathWords(steps: readonly PathStep[]): string {
  return steps
    .map(({ name, value, line, text }) => {
      const from = text === name || text === '' ? '' : ` (\`${text.replaceAll('`', "'")}\`)`;
      return `\`${name.replaceAll('`', "'")}\` is ${value} at line ${line}${from}`;
    })
    .join(', ');
}

const setting: readonly TraceEvent['site']['kind'][] = ['assign', 'update', 'parameter', 'write'];

function lastSet(events: readonly TraceEvent[], name: string, before: number): TraceEvent | null {
  const end = Math.min(before, events.length);
  for (let at = end - 1; at >= 0; at--) {
    const event = events[at];
    if (event && event.site.name === name && setting.includes(event.site.kind)) return event;
  }
  return null;
}

function stepOf(code: SourceCode, { site, tag, value }: TraceEvent): PathStep {
  const shown = tag === 'number' ? `${value}` : tag;
  const node = valueNode(site.node);
  const text = code.excerpt(node, 60);
  const isPlain = site.kind === 'read' || site.kind === 'return';
  return {
    name: isPlain ? text : (site.name ?? 'a value').slice(0, mostFact),
    value: shown,
    line: site.location.line,
    text: site.kind === 'parameter' ? '' : text,
  };
}

/** The expression whose value is set. */
function valueNode(node: AnyNode): AnyNode {
  return node.type === 'AssignmentExpression' ? node.right : node;
}

/** What the value was made of, if one part of it is as bad: an element that was read, an argument, a variable. */
function cause(search: Search, event: TraceEvent): TraceEvent | null {
  if (event.site.kind === 'parameter') return argumentOf(search, event);
  // An element is what stands in the array, whatever its index is.
  if (event.site.kind === 'read') return null;
  const node = valueNode(event.site.node);
  return returnedFor(search, event, node) ?? partOf(search, event.at, node);
}

/** What a function gave back, where the value is that of a call. */
function returnedFor(
  { code, events }: Search,
  event: TraceEvent,
  node: AnyNode,
): TraceEvent | null {
  if (node.type !== 'CallExpression') return null;
  const called = calledFunctions(code, node);
  for (let at = event.at - 1; at >= 0 && at > event.at - near; at--) {
    const before = events[at];
    if (before?.site.kind !== 'return' || before.value !== event.value) continue;
    if (called.some((each) => each === before.site.within)) return before;
  }
  return null;
}

function partOf({ code, events, isBad }: Search, end: number, node: AnyNode): TraceEvent | null {
  const inside = code.within(node);
  for (let at = Math.min(end, events.length) - 1; at >= 0 && at > end - near; at--) {
    const read = events[at];
    if (read?.site.kind === 'read' && inside.includes(read.site.node) && isBad(read)) {
      return writtenBefore(events, read);
    }
  }
  for (const part of inside) {
    if (part.type !== 'Identifier') continue;
    const set = lastSet(events, part.name, end);
    if (set && isBad(set)) return set;
  }
  return null;
}

/** The expression that a caller gave for a parameter, as if it had been set there. */
function argumentOf(search: Search, event: TraceEvent): TraceEvent | null {
  const { code } = search;
  const { within, node } = event.site;
  const place = within?.params.findIndex((each) => each === node || contains(each, node)) ?? -1;
  const name = within && functionName(code, within);
  if (place < 0 || !name) return null;
  const calls = code.nodes.flatMap((call) => {
    if (call.type !== 'CallExpression') return [];
    const { callee } = call;
    const called =
      callee.type === 'Identifier'
        ? callee.name
        : callee.type === 'MemberExpression'
          ? code.excerpt(callee.property, mostFact)
          : null;
    const given = call.arguments[place];
    return called === name && given && enclosingFunction(code, call) !== within ? [given] : [];
  });
  const [given] = calls;
  // Of several calls nobody knows here which it was.
  return given && calls.length === 1 ? partOf(search, event.at, given) : null;
}
