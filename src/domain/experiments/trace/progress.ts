/** A call that does not end: which loop runs, what stands still, and who calls itself with what it was given. */

import { instrument } from '../../source/instrument.ts';
import { mostFact } from '../bounds.ts';
import type { EndlessRecursionCause, StuckLoopCause } from '../causes/trace.ts';
import type { Finding, Suspicion } from '../investigation.ts';
import { nothingFound } from '../investigation.ts';
import type { Experimenting, ProbeResult } from '../probe.ts';
import { type FailureScene, probeOf } from '../scene.ts';
import { callsIn, type TracedCall } from './calls.ts';
import { type CallTrace, type LoopRun, readTrace } from './reading.ts';

/** Calls and rounds after which the source is stopped from inside, so that it can still tell. */
const mostSteps = 60_000;
const mostDepth = 240;
const mostTicks = 4_000;
/** So many rounds without a change are no coincidence. */
const stillRounds = 1_000;
const sameCalls = 40;

const name = 'what does not end';

/** For calls that ran out of ticks or stack. */
export function* progressFamily(scene: FailureScene): Experimenting<Finding> {
  const { kind } = scene.lead.fault;
  if (kind !== 'tick_limit' && kind !== 'stack_overflow' && kind !== 'out_of_memory') {
    return nothingFound;
  }
  const steps = kind === 'stack_overflow' ? mostDepth : mostSteps;
  const instrumented = instrument(scene.code, { mostSteps: steps });
  if (instrumented === null) return nothingFound;
  const { source } = instrumented;
  const [result] = yield [probeOf(scene, { source, ticksPerCall: mostTicks })];
  const reading = lastReading(result);
  const trace = readTrace(reading, instrumented);
  if (trace === null) return nothingFound;
  return kind === 'stack_overflow' ? recursionIn(scene, trace) : loopsIn(scene, trace);
}

/** Of the call that did not end. */
function lastReading(result: ProbeResult | undefined): string | null {
  return result?.kind === 'ran' ? (result.calls.at(-1)?.reading ?? null) : null;
}

function loopsIn(scene: FailureScene, trace: CallTrace): Finding {
  const busy = [...trace.loops].sort((a, b) => b.rounds - a.rounds);
  const stuck = busy.filter(isStuck);
  // An inner loop that ends in time is not what keeps the outer one.
  const outermost = stuck.find(
    ({ loop }) => !stuck.some((other) => other.loop !== loop && isAround(other, loop.node)),
  );
  const suspicions = busy
    .slice(0, 2)
    .map(({ loop }): Suspicion => ({ line: loop.location.line, why: 'the loop that runs' }));
  if (outermost !== undefined && scene.lead.fault.kind === 'tick_limit') {
    const { loop, rounds, variables } = outermost;
    const still = variables.filter(({ tested }) => tested);
    const values = still.map((each) => `${shown(each.name)} ${each.value}`).join(', ');
    const detail = `The loop at line ${loop.location.line} ran ${rounds} rounds, and in the last ${stillRounds} and more nothing of its condition changed (${values}).`;
    return {
      experiments: [{ name, outcome: 'confirmed', detail }],
      causes: [stuckLoop(scene, outermost)],
      suspicions: [{ line: loop.location.line, why: 'the loop that stands still' }, ...suspicions],
    };
  }
  const [first] = busy;
  if (first === undefined) return nothingFound;
  const detail = `Most rounds (${first.rounds} of ${mostSteps} that were let run) are those of the loop at line ${first.loop.location.line}; what its condition looks at does change.`;
  return { experiments: [{ name, outcome: 'open', detail }], causes: [], suspicions };
}

function isAround(outer: LoopRun, node: LoopRun['loop']['node']): boolean {
  const { start, end } = outer.loop.node;
  return start < node.start && node.end < end;
}

function isStuck({ loop, rounds, variables }: LoopRun): boolean {
  const tested = variables.filter((each) => each.tested);
  if (!('test' in loop.node) || !loop.node.test || tested.length === 0) return false;
  // What a condition calls or reads from arrays may change unseen.
  if (!isPlain(loop.node.test, tested.length)) return false;
  return tested.every(
    ({ moved, value }) => rounds - moved >= stillRounds && Number.isFinite(value),
  );
}

/** Names, numbers, fixed properties and operators. */
function isPlain(node: { readonly type: string }, most: number): boolean {
  const plain = [
    'Identifier',
    'Literal',
    'BinaryExpression',
    'LogicalExpression',
    'UnaryExpression',
  ];
  if (node.type === 'MemberExpression') return !('computed' in node && node.computed);
  if (!plain.includes(node.type)) return false;
  const parts = ['left', 'right', 'argument'].flatMap((part) => {
    const inner = (node as unknown as Record<string, unknown>)[part];
    return typeof inner === 'object' && inner !== null ? [inner as { type: string }] : [];
  });
  return parts.every((part) => isPlain(part, most));
}

/** `this?.at` as it stands in the source. */
function shown(held: string): string {
  return held.replace('?.', '.');
}

function stuckLoop({ code }: FailureScene, { loop, rounds, variables }: LoopRun): StuckLoopCause {
  const test = 'test' in loop.node && loop.node.test ? loop.node.test : loop.node;
  return {
    kind: 'stuck_loop',
    confidence: 'proved',
    location: loop.location,
    repair: null,
    functionName: loop.functionName ?? 'the module',
    condition: code.excerpt(test, mostFact),
    rounds:
      rounds - Math.max(...variables.filter(({ tested }) => tested).map(({ moved }) => moved)),
    still: variables
      .filter(({ tested }) => tested)
      .map((each) => ({ name: shown(each.name), value: each.value })),
  };
}

function recursionIn({ code }: FailureScene, trace: CallTrace): Finding {
  const calls = callsIn(code, trace.events);
  const byNode = new Map<unknown, TracedCall[]>();
  for (const call of calls) byNode.set(call.node, [...(byNode.get(call.node) ?? []), call]);
  // The last one was stopped before it told its arguments.
  const [deepest = []] = [...byNode.values()].sort((a, b) => b.length - a.length);
  deepest.pop();
  const last = deepest.at(-1);
  if (last === undefined || deepest.length < sameCalls) return nothingFound;
  const line = code.locate(last.node).line;
  const suspicions = [{ line, why: 'the function that calls itself' }];
  const tail = deepest.slice(-sameCalls).map(({ given }) => given.map(({ value }) => value).join());
  const numbers = last.given.filter(({ value }) => !Number.isNaN(value));
  const repeats =
    new Set(tail).size === 1 && numbers.length > 0 && numbers.length === last.given.length;
  const who = last.name ?? 'A function';
  if (!repeats) {
    const detail = `${who} (line ${line}) is entered ${deepest.length} times within ${mostDepth} calls and rounds; its arguments change from call to call.`;
    return { experiments: [{ name, outcome: 'open', detail }], causes: [], suspicions };
  }
  const cause: EndlessRecursionCause = {
    kind: 'endless_recursion',
    confidence: 'proved',
    location: code.locate(last.node),
    repair: null,
    functionName: who,
    given: numbers.slice(0, 12),
  };
  const detail = `${who} (line ${line}) was entered ${sameCalls} times in a row with the same arguments.`;
  return { experiments: [{ name, outcome: 'confirmed', detail }], causes: [cause], suspicions };
}
