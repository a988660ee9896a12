/** Undefined values that were read outside of an array, and what became of them. */

import type { SourceCode } from '../../source/code.ts';
import { mostFact } from '../bounds.ts';
import type { ReadOutsideCause } from '../causes/trace.ts';
import type { SideOddity } from './oddities.ts';
import type { CallTrace } from './reading.ts';
import type { TracedRun } from './runs.ts';

/** Events within which an undefined value shows its effect. */
const soon = 12;

/**
 * Where the value ends the call, or arithmetic goes on with it; null where nothing comes of it. Why the index is outside is
 * not shown, so that it is never more than likely.
 */
export function readOutside(
  code: SourceCode,
  failing: TracedRun,
  odd: readonly SideOddity[],
): ReadOutsideCause | null {
  const last = failing.frames.at(-1);
  if (last === undefined || failing.fault === null) return null;
  const candidates = odd.filter(
    ({ kind, elsewhere }) => kind === 'read_outside' && elsewhere === 'never',
  );
  for (const each of candidates) {
    const trace = each.side === 'encoder' ? last.encoder : last.decoder;
    if (trace === null) continue;
    const ends = endsCall(failing, trace, each);
    const spoils = odd.some(
      ({ kind, side, at }) =>
        (kind === 'absent_operand' || kind === 'made_nan') &&
        side === each.side &&
        at >= each.at &&
        at <= each.at + soon,
    );
    if (!ends && !(spoils && isNoPlace(each))) continue;
    return causeOf(code, each);
  }
  return null;
}

/** The call threw for want of a value, and the undefined one was the last that it read. */
function endsCall({ fault }: TracedRun, trace: CallTrace, { side, number }: SideOddity): boolean {
  if (fault?.fault.kind !== 'thrown' || trace.cut) return false;
  const call = side === 'encoder' ? 'compress' : 'decompress';
  if (fault.call !== call || !/undefined|not iterable|NaN/.test(fault.fault.message)) return false;
  const reads = trace.events.slice(-soon).filter(({ site }) => site.kind === 'read');
  return reads.findLast(({ tag }) => tag === 'undefined')?.number === number;
}

/** No array has it: past the end there may be something to come, before the beginning and in between there is not. */
function isNoPlace({ values: [index] }: SideOddity): boolean {
  return !(index >= 0) || !Number.isInteger(index);
}

function causeOf(
  code: SourceCode,
  { site, values: [index, length] }: SideOddity,
): ReadOutsideCause {
  return {
    kind: 'read_outside',
    confidence: 'likely',
    location: site.location,
    repair: null,
    functionName: site.functionName ?? 'the module',
    text: code.excerpt(site.node, mostFact),
    index: Number.isFinite(index) ? index : `${index}`,
    length,
  };
}
