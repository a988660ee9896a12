/** Numbers that do not fit into a byte of the stream: does the decoder get it right when it is given them whole? */

import type { AnyNode } from 'acorn';
import { contains } from '../../source/code.ts';
import { mostFact } from '../bounds.ts';
import type { LostInByteCause } from '../causes/trace.ts';
import type { Experimenting } from '../probe.ts';
import { cameBack, type FailureScene } from '../scene.ts';
import type { Pair } from './channels.ts';
import type { SideOddity } from './oddities.ts';
import type { TraceEvent } from './reading.ts';
import { type Traced, tracedProbe } from './runs.ts';

/** Null when nothing is lost, or when what is lost is not what is missing. */
export function* lostInByte(
  scene: FailureScene,
  { failing }: Traced,
  pair: Pair,
  odd: readonly SideOddity[],
): Experimenting<LostInByteCause | null> {
  const { bytes, encoder } = failing.frames.at(-1) ?? {};
  const readers = pair.decoder.filter(({ site }) => site.kind === 'read');
  if (!bytes || !encoder) return null;
  for (const each of odd.filter(({ side }) => side === 'encoder').flatMap(lossOf)) {
    const { written, index, oddity } = each;
    const stored = bytes[index];
    if (stored === undefined || stored === written) continue;
    const sites = new Set(
      readers.filter((e) => e.index === index && e.value === stored).map(({ number }) => number),
    );
    if (sites.size === 0) continue;
    const elements = new Map([...sites].map((site) => [site, new Map([[index, written]])]));
    const probe = tracedProbe(scene, { elements });
    const [result] = yield [probe];
    if (!cameBack(scene, probe, result)) continue;
    const origin = makerOf(encoder.events, oddity, written);
    return {
      kind: 'lost_in_byte',
      confidence: 'proved',
      location: origin.site.location,
      repair: null,
      functionName: origin.site.functionName ?? 'compressFrame',
      text: scene.code.excerpt(origin.site.node, mostFact),
      ...{ index, written, stored, carries: index > 0 && addsTo(origin.site.node) },
    };
  }
  return null;
}

/** `out[at]++`, `out[at] += 1`: what goes beyond the byte belongs to the one before it. A counter has a place of its own. */
function addsTo(node: AnyNode): boolean {
  const target =
    node.type === 'UpdateExpression'
      ? node.argument
      : node.type === 'AssignmentExpression' && node.operator === '+='
        ? node.left
        : null;
  return (
    target?.type === 'MemberExpression' && target.computed && target.property.type !== 'Literal'
  );
}

interface Loss {
  readonly oddity: SideOddity;
  readonly written: number;
  readonly index: number;
}

function lossOf(oddity: SideOddity): Loss[] {
  const [x, y, z] = oddity.values;
  if (!Number.isInteger(x)) return [];
  if (oddity.kind === 'converted_changed') return [{ oddity, written: x, index: y }];
  return oddity.kind === 'write_changed' ? [{ oddity, written: x, index: z }] : [];
}

/** Where the number was put into the list that became bytes; where that is not known, where it became bytes. */
function makerOf(
  events: readonly TraceEvent[],
  oddity: SideOddity,
  value: number,
): TraceEvent | SideOddity {
  if (oddity.kind === 'write_changed') return oddity;
  const made = events.filter(
    (event) =>
      event.tag === 'number' &&
      event.value === value &&
      event.at <= oddity.at &&
      (event.site.kind === 'argument' || event.site.kind === 'write'),
  );
  const [first] = made;
  return first !== undefined && !contains(first.site.node, oddity.site.node) ? first : oddity;
}
