/** A call that does not end: which loop runs, what stands still, and who calls itself with what it was given. */

import type { AnyNode } from 'acorn';
import type { SourceCode } from '../../source/code.ts';
import { instrument } from '../../source/instrument.ts';
import type { Clip } from '../../video/frame.ts';
import { mostFact } from '../bounds.ts';
import type { EndlessRecursionCause, StuckLoopCause } from '../causes/trace.ts';
import { pictured } from '../contents.ts';
import type { Experiment } from '../investigated.ts';
import type { Finding, Suspicion } from '../investigation.ts';
import { nothingFound } from '../investigation.ts';
import type { Experimenting, ProbeResult } from '../probe.ts';
import { type FailureScene, probeOf } from '../scene.ts';
import { callsIn, type TracedCall } from './calls.ts';
import { oddClues, originsOf, waysOf } from './odd-ways.ts';
import { odditiesOf } from './oddities.ts';
import { type CallTrace, type LoopRun, readTrace } from './reading.ts';
import { type TracedRun, tracedRun } from './runs.ts';
import { pathOf, pathWords } from './value-path.ts';

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
  const small = kind === 'tick_limit' ? smallClips(scene) : [];
  const results = yield [scene.clip, ...small].map((clip) =>
    probeOf(scene, { source, clip, ticksPerCall: mostTicks }),
  );
  const trace = readTrace(lastReading(results[0]), instrumented);
  if (trace === null) return nothingFound;
  if (kind === 'stack_overflow') return recursionIn(scene, trace);
  const runs = [scene.clip, ...small].map((clip, i) =>
    tracedRun(scene, instrumented, { clip, result: results[i] }),
  );
  return withOddValues(scene, loopsIn(scene, trace), runs);
}

/** Clips of which some may come to an end. */
function smallClips({ clip }: FailureScene): readonly Clip[] {
  const frames = Math.min(2, clip.frames.length);
  return (['flat', 'ramp', 'noise'] as const).flatMap((picture) =>
    [2, 5].map((side) => pictured(picture, { width: side, height: side }, frames)),
  );
}

/** What an array could not hold, or what is no number, only where the call does not end. */
function withOddValues(
  { code }: FailureScene,
  found: Finding,
  [failing, ...others]: readonly (TracedRun | null)[],
): Finding {
  const passing = others.filter((run) => run?.fault === null).flatMap((run) => run ?? []);
  if (!failing || passing.length === 0) return found;
  const odd = odditiesOf(failing, passing).filter(
    ({ kind, elsewhere, values: [x] }) =>
      elsewhere === 'never' && (kind !== 'write_changed' || x > 255 || x < -128),
  );
  const ways = waysOf(code, failing, odd);
  return {
    ...found,
    clues: [...oddClues(ways), ...found.clues],
    suspicions: [
      ...ways.flatMap(({ odd: each, path }) => [
        ...originsOf(path),
        { line: each.site.location.line, why: 'odd value' },
      ]),
      ...found.suspicions,
    ],
  };
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
    return standingStill(scene, trace, { outermost, suspicions });
  }
  const [first] = busy;
  if (first === undefined) return nothingFound;
  const detail = `Most rounds (${first.rounds} of ${mostSteps} that were let run) are those of the loop at line ${first.loop.location.line}; what its condition looks at does change.`;
  const clue = { line: first.loop.location.line, words: detail };
  return {
    ...nothingFound,
    experiments: [{ name, outcome: 'open', detail }],
    suspicions,
    clues: [clue],
  };
}

interface Standing {
  readonly outermost: LoopRun;
  readonly suspicions: readonly Suspicion[];
}

/** A cause where the loop alone decides whether it ends; else what it was given may be wrong, and that is followed. */
function standingStill(
  scene: FailureScene,
  trace: CallTrace,
  { outermost, suspicions }: Standing,
): Finding {
  const { loop, rounds, variables, lastAt } = outermost;
  const still = variables.filter(({ tested }) => tested);
  const values = still.map((each) => `${shown(each.name)} ${each.value}`).join(', ');
  const stands = `The loop at line ${loop.location.line} ran ${rounds} rounds, and in the last ${stillRounds} and more nothing of its condition changed (${values}).`;
  const own = decidesAlone(
    scene.code,
    loop.node,
    still.map((each) => each.name),
  );
  const paths = own
    ? []
    : still.flatMap(({ name: held }) => {
        const path = pathOf(scene.code, trace.events, { name: plainName(held), before: lastAt });
        return path.length > 1 ? [path] : [];
      });
  const detail = [stands, ...paths.map((path) => `${pathWords(path)}.`)]
    .join(' ')
    .slice(0, mostDetail);
  const { line } = loop.location;
  const places = paths.flatMap((path) => path.toReversed()).map((step) => step.line);
  return {
    experiments: [{ name, outcome: own ? 'confirmed' : 'open', detail }],
    causes: own ? [stuckLoop(scene, outermost)] : [],
    clues: [{ line: places[0] ?? line, words: detail }],
    suspicions: [
      ...places.map((place) => ({ line: place, why: 'where a value of the loop comes from' })),
      { line, why: 'the loop that stands still' },
      ...suspicions,
    ],
  };
}

const mostDetail = 600;

/** `at` of `this?.at`, which is how the trace names it. */
function plainName(held: string): string {
  return held.split('?.').at(-1) ?? held;
}

/**
 * Whether the loop makes all that its condition looks at from numbers of its own: then nothing outside is to blame.
 * What it takes from arrays and calls, or compares with what others have set, may be.
 */
function decidesAlone(
  code: SourceCode,
  loop: LoopRun['loop']['node'],
  tested: readonly string[],
): boolean {
  const changes = code
    .within(loop)
    .filter((node) => node.type === 'AssignmentExpression' || node.type === 'UpdateExpression');
  const setsOf = (held: string) =>
    changes.filter((node) => {
      const target = node.type === 'AssignmentExpression' ? node.left : node.argument;
      return code.excerpt(target, mostFact) === shown(held);
    });
  const sets = tested.map(setsOf);
  const isPlainSet = (node: AnyNode) =>
    node.type !== 'AssignmentExpression' ||
    code
      .within(node.right)
      .every(({ type }) => type !== 'CallExpression' && type !== 'MemberExpression');
  if (!sets.flat().every(isPlainSet)) return false;
  // Counters that would change each time they are reached are not reached.
  if (sets.flat().every(counts)) return true;
  return sets.every((each) => each.length > 0);
}

/** `i++`, `i += 2`. */
function counts(node: AnyNode): boolean {
  if (node.type === 'UpdateExpression') return true;
  if (node.type !== 'AssignmentExpression' || !/^[-+]=$/.test(node.operator)) return false;
  return node.right.type === 'Literal' && node.right.value !== 0;
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
    const clues = [{ line, words: detail }];
    return { ...nothingFound, experiments: [{ name, outcome: 'open', detail }], suspicions, clues };
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
  const experiments: Experiment[] = [{ name, outcome: 'confirmed', detail }];
  return { ...nothingFound, experiments, causes: [cause], suspicions };
}
