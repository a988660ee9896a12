/** A loop whose condition does not change any more: whether it is to blame, or what it was given. */

import type { AnyNode } from 'acorn';
import { contains, type SourceCode } from '../../source/code.ts';
import { enclosingFunction } from '../../source/functions.ts';
import { instrument } from '../../source/instrument.ts';
import { mostFact } from '../bounds.ts';
import type { StuckLoopCause } from '../causes/trace.ts';
import type { Finding, Suspicion } from '../investigation.ts';
import type { Experimenting, ProbeResult } from '../probe.ts';
import { type FailureScene, probeOf } from '../scene.ts';
import { type LoopRun, readTrace } from './reading.ts';
import { notNumberOrZero, type PathStep, pathOf, pathWords } from './value-path.ts';

export const experimentName = 'what does not end';
/** Calls and rounds after which the source is stopped from inside, so that it can still tell. */
export const mostSteps = 60_000;
export const mostTicks = 4_000;
/** So many rounds without a change are no coincidence. */
const stillRounds = 1_000;

/** Of the call that did not end. */
export function lastReading(result: ProbeResult | undefined): string | null {
  return result?.kind === 'ran' ? (result.calls.at(-1)?.reading ?? null) : null;
}

export function isStuck({ loop, rounds, variables }: LoopRun): boolean {
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

export interface Standing {
  readonly outermost: LoopRun;
  readonly suspicions: readonly Suspicion[];
}

/** A cause where the loop alone decides whether it ends; else what it was given may be wrong, and that is followed. */
export function* standingStill(
  scene: FailureScene,
  { outermost, suspicions }: Standing,
): Experimenting<Finding> {
  const { loop, rounds, variables } = outermost;
  const still = variables.filter(({ tested }) => tested);
  const names = still.map((each) => each.name);
  const values = still.map((each) => `${shown(each.name)} ${each.value}`).join(', ');
  const stands = `The loop at line ${loop.location.line} ran ${rounds} rounds, and in the last ${stillRounds} and more nothing of its condition changed (${values}).`;
  const own = decidesAlone(scene.code, loop.node, names);
  const paths = own ? [] : yield* pathsBefore(scene, loop.node, names);
  const detail = [stands, ...paths.map((path) => `${pathWords(path)}.`)].join(' ');
  const { line } = loop.location;
  const places = paths.flatMap((path) => path.toReversed()).map((step) => step.line);
  return {
    experiments: [{ name: experimentName, outcome: own ? 'confirmed' : 'open', detail }],
    causes: own ? [stuckLoop(scene, outermost)] : [],
    clues: [{ line: places[0] ?? line, words: detail }],
    suspicions: [
      ...places.map((place) => ({ line: place, why: 'where a value of the loop comes from' })),
      { line, why: 'the loop that stands still' },
      ...suspicions,
    ],
  };
}

/** Where the values came from that a loop's condition looks at: recorded is what its function does before it, and no more. */
function* pathsBefore(
  scene: FailureScene,
  loop: AnyNode,
  names: readonly string[],
): Experimenting<readonly (readonly PathStep[])[]> {
  const { code } = scene;
  const sites = instrument(code)?.sites ?? [];
  const around = enclosingFunction(code, loop);
  const before = sites.flatMap(({ node, within }, number) =>
    within === around && !contains(loop, node) ? [number] : [],
  );
  const instruments = { mostSteps, only: new Set(before) };
  const instrumented = instrument(code, instruments);
  if (instrumented === null) return [];
  const { source } = instrumented;
  const [result] = yield [probeOf(scene, { source, ticksPerCall: mostTicks })];
  const events = readTrace(lastReading(result), instrumented)?.events ?? [];
  return names
    .map((held) => {
      const search = { code, events, isBad: notNumberOrZero };
      return pathOf(search, { name: plainName(held), before: events.length });
    })
    .filter((path) => path.length > 1);
}

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
