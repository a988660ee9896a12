/** Two functions of which the one is to undo the other: does it, for every value that occurred? */

import type { SourceCode } from '../../source/code.ts';
import type { NotInverseCause } from '../causes/trace.ts';
import type { Experimenting } from '../probe.ts';
import { cameBack, type FailureScene } from '../scene.ts';
import { callsIn, type TracedCall } from './calls.ts';
import type { Pair } from './channels.ts';
import { undoes } from './names.ts';
import { tracedProbe } from './runs.ts';

interface Step {
  readonly call: TracedCall;
  readonly from: number;
  readonly to: number;
}

/** Samples are kept modulo 256: what differs by that is the same. */
function isSame(a: number, b: number): boolean {
  return a === b || (Number.isInteger(a) && Number.isInteger(b) && (a - b) % 256 === 0);
}

/** Null when all undo each other, or when undoing it right does not bring everything back. */
export function* notInverse(
  scene: FailureScene,
  pair: Pair,
): Experimenting<NotInverseCause | null> {
  const { code } = scene;
  const there = stepsOf(code, pair.encoder);
  const back = stepsOf(code, pair.decoder);
  for (const undoing of back.values()) {
    const doing = [...there.values()].find(
      ([first]) => first && undoing[0] && undoes(nameOf(first), nameOf(undoing[0])),
    );
    const wrong = doing && firstWrong(doing, undoing);
    if (!doing || !wrong) continue;
    const source = withRightValues(scene, doing, undoing);
    if (source === null) continue;
    const probe = tracedProbe(scene, source);
    const [result] = yield [probe];
    if (cameBack(scene, probe, result)) return causeOf(code, wrong);
  }
  return null;
}

function nameOf({ call }: Step): string {
  return call.name ?? '';
}

/** Calls from one number to one number, by function. */
function stepsOf(code: SourceCode, events: Pair['encoder']): ReadonlyMap<unknown, readonly Step[]> {
  const steps = new Map<unknown, Step[]>();
  for (const call of callsIn(code, events)) {
    const [given] = call.given;
    if (!given || !call.returned || call.name === null || Number.isNaN(given.value)) continue;
    const step = { call, from: given.value, to: call.returned.value };
    steps.set(call.node, [...(steps.get(call.node) ?? []), step]);
  }
  return steps;
}

interface Wrong {
  readonly there: Step;
  readonly back: Step;
}

/** The first value that is not undone; null, too, when the way there is not one to one. */
function firstWrong(there: readonly Step[], back: readonly Step[]): Wrong | null {
  const table = new Map<number, Step>();
  for (const step of there) {
    const known = table.get(step.to);
    if (known && !isSame(known.from, step.from)) return null;
    table.set(step.to, step);
  }
  for (const step of back) {
    const known = table.get(step.from);
    if (known && !isSame(known.from, step.to)) return { there: known, back: step };
  }
  return null;
}

/** The source with the right value for every call of the one that undoes; null when it returns in several places. */
function withRightValues(
  scene: FailureScene,
  there: readonly Step[],
  back: readonly Step[],
): { readonly overrides: ReadonlyMap<number, readonly number[]> } | null {
  const sites = new Set(back.map(({ call }) => call.returned?.number ?? -1));
  const [site, another] = [...sites];
  if (site === undefined || another !== undefined || scene.code.text === '') return null;
  const right = new Map(there.map(({ from, to }) => [to, from]));
  return { overrides: new Map([[site, back.map(({ from, to }) => right.get(from) ?? to)]]) };
}

function causeOf(code: SourceCode, { there, back }: Wrong): NotInverseCause {
  return {
    kind: 'not_inverse',
    confidence: 'proved',
    location: back.call.returned?.site.location ?? code.locate(back.call.node),
    repair: null,
    there: nameOf(there),
    thereLine: there.call.returned?.site.location.line ?? code.locate(there.call.node).line,
    back: nameOf(back),
    ...{ given: there.from, between: there.to, got: back.to },
  };
}
