/** Calls out of a trace: who was given what, and what came back. */

import type { SourceCode } from '../../source/code.ts';
import { type FunctionNode, functionName } from '../../source/functions.ts';
import type { TraceEvent } from './reading.ts';

export interface TracedCall {
  readonly node: FunctionNode;
  readonly name: string | null;
  /** Parameters in their order; only numbers are told. */
  readonly given: readonly { readonly name: string; readonly value: number }[];
  /** Of a call that returned a number, the event in which it did. */
  readonly returned: TraceEvent | null;
  /** When it began, as the number of an event. */
  readonly at: number;
  /** The innermost function that was running then; null for the call from outside. */
  readonly caller: FunctionNode | null;
  /** Whether an earlier call of the same function had not ended yet. */
  readonly recursive: boolean;
}

interface Open {
  readonly at: number;
  readonly node: FunctionNode;
  readonly place: number;
}

/** In the order in which they began. A function that throws counts as running until one around it does something. */
export function callsIn(code: SourceCode, events: readonly TraceEvent[]): readonly TracedCall[] {
  const calls: TracedCall[] = [];
  const open: Open[] = [];
  for (const [at, event] of events.entries()) {
    const { kind, within } = event.site;
    if (within === null) continue;
    if (kind === 'enter') {
      const caller = open.at(-1)?.node ?? null;
      const recursive = open.some(({ node }) => node === within);
      open.push({ at, node: within, place: calls.length });
      const given = givenAt(events, at);
      calls.push({
        node: within,
        name: functionName(code, within),
        given,
        returned: null,
        at,
        caller,
        recursive,
      });
      continue;
    }
    while (
      open.length > 1 &&
      open.at(-1)?.node !== within &&
      open.some(({ node }) => node === within)
    ) {
      open.pop();
    }
    const top = open.at(-1);
    const call = top && calls[top.place];
    if ((kind !== 'return' && kind !== 'leave') || !call || top.node !== within) continue;
    if (kind === 'return' && event.tag === 'number')
      calls[top.place] = { ...call, returned: event };
    open.pop();
  }
  return calls;
}

function givenAt(events: readonly TraceEvent[], at: number): TracedCall['given'] {
  const given: { name: string; value: number }[] = [];
  for (let i = at + 1; events[i]?.site.kind === 'parameter'; i++) {
    const { site, value, tag } = events[i] as TraceEvent;
    if (tag === 'number') given.push({ name: site.name ?? '', value });
    else given.push({ name: site.name ?? '', value: Number.NaN });
  }
  return given;
}
