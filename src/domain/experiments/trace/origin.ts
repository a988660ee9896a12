/** Where a value came from: back along elements of arrays to the write, or to what filled the array in one go. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { contains } from '../../source/code.ts';
import { nameOf } from '../../source/loom.ts';
import type { TraceEvent } from './reading.ts';

const mostSteps = 4;

/** The write that gave an element the value which a diverging event read; the event itself when it read none. */
export function writtenBefore(events: readonly TraceEvent[], event: TraceEvent): TraceEvent {
  let at = event;
  for (let step = 0; step < mostSteps; step++) {
    const read = at.site.kind === 'read' ? at : readInside(events, at);
    const write = read && lastWrite(events, read);
    if (!write || write.at >= at.at) break;
    at = write;
    // What a write puts there is its own: only a plain copy leads further back.
    if (!isCopy(write)) break;
  }
  return at;
}

/** The one element that an event's expression is: `a = list[i]`, also behind a condition. */
function readInside(events: readonly TraceEvent[], event: TraceEvent): TraceEvent | null {
  const { node } = event.site;
  const before = events[event.at - 1];
  const isOwn = before?.site.kind === 'read' && contains(node, before.site.node);
  return isOwn && before.value === event.value && before.tag === event.tag ? before : null;
}

function lastWrite(events: readonly TraceEvent[], read: TraceEvent): TraceEvent | null {
  for (let at = read.at - 1; at >= 0; at--) {
    const event = events[at];
    if (event?.site.kind !== 'write' || event.index !== read.index) continue;
    const same = event.site.name === read.site.name || event.value === read.value;
    if (same && (event.value === read.value || wraps(event.value, read.value))) return event;
  }
  return null;
}

function wraps(written: number, read: number): boolean {
  return Number.isFinite(written) && (Math.trunc(written) - read) % 256 === 0;
}

function isCopy({ site: { node } }: TraceEvent): boolean {
  return node.type === 'AssignmentExpression' && node.right.type === 'MemberExpression';
}

const bulk = [
  'set',
  'copyWithin',
  'fill',
  'subarray',
  'slice',
  'splice',
  'concat',
  'reverse',
  'sort',
];

/** Calls that change many elements of a variable at once, in the functions given. */
export function bulkCalls(
  code: SourceCode,
  name: string | null,
  within: ReadonlySet<AnyNode | null>,
): readonly AnyNode[] {
  if (name === null) return [];
  return code.nodes.filter(
    (node) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      node.callee.property.type === 'Identifier' &&
      bulk.includes(node.callee.property.name) &&
      nameOf(code, node.callee.object) === name &&
      [...within].some((around) => around !== null && contains(around, node)),
  );
}

/** Whether an element had been written one by one before it was read. */
export function isFilledInBulk(events: readonly TraceEvent[], read: TraceEvent): boolean {
  return lastWrite(events, read) === null;
}
