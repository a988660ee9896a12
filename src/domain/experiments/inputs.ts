/** Do calls change what they are given, and does everything come back when they cannot? */

import { callName, enclosingFunction, functionName } from '../source/functions.ts';
import { type Guard, guardedSites, guardInputs, writeSites } from '../source/guarded.ts';
import { type Clip, sampleCount } from '../video/frame.ts';
import { mostFact } from './bounds.ts';
import type { ChangedInputCause } from './causes/inputs.ts';
import { comesBack } from './confirm.ts';
import { pictured } from './contents.ts';
import { type Finding, nothingFound } from './investigation.ts';
import type { ChangedInput, Experimenting, Probe, ProbeCall, ProbeResult } from './probe.ts';
import { cameBack, type FailureScene, probeOf } from './scene.ts';

const name = 'inputs that cannot be changed';

/** The family of experiments about inputs. */
export function* inputsFamily(scene: FailureScene): Experimenting<Finding> {
  const clips = [scene.clip, noisy(scene)];
  const plain = yield clips.map((clip) => probeOf(scene, { clip, ticksPerCall: ticks(scene) }));
  const at = plain.findIndex((result) => firstChange(result) !== null);
  const change = firstChange(plain[at]);
  const clip = clips[at];
  if (change === null || clip === undefined) {
    const detail = 'No call changes the frame, the bytes or the previous frame that it is given.';
    const whole = plain.every((result) => result.kind === 'ran');
    if (!whole) return nothingFound;
    return { ...nothingFound, experiments: [{ name, outcome: 'excluded', detail }] };
  }
  const sites = yield* changingSites(scene, clip, change);
  const { call, changed } = change;
  const what = `${callName(call)} changes ${changed.input} in place (index ${changed.index}: ${changed.before} becomes ${changed.after})`;
  const mended = yield* mendingGuard(scene, clips, sites);
  if (mended === null) {
    const detail = `${what}, but the frames do not come back when its writes are left out, nor when what was given is read.`;
    return {
      ...nothingFound,
      experiments: [{ name, outcome: 'open', detail }],
      clues: sites.slice(0, 1).map((site) => ({ line: lineOf(scene, site), words: `${what}.` })),
      suspicions: sites.map((site) => ({ line: lineOf(scene, site), why: 'changed input' })),
    };
  }
  const confirmed = yield* comesBack(scene, mended.source);
  const detail = `${what}; ${mended.guard === 'read_as_given' ? 'when what was given is read instead' : 'with its writes left out'}, everything comes back.`;
  return {
    experiments: [{ name, outcome: 'confirmed', detail }],
    causes: [
      { ...causeAt(scene, mended.site, change), confidence: confirmed ? 'proved' : 'likely' },
    ],
    clues: [],
    suspicions: [{ line: lineOf(scene, mended.site), why: 'changed input' }],
  };
}

/** Two frames on which every write shows. */
function noisy({ clip }: FailureScene): Clip {
  const size = { width: Math.max(4, clip.width), height: Math.max(4, clip.height) };
  return pictured('noise', sampleCount(size) > 2000 ? { width: 4, height: 4 } : size, 2);
}

function ticks({ ticksPerCall }: FailureScene): number {
  return 4 * ticksPerCall;
}

interface Change {
  readonly call: ProbeCall['call'];
  readonly changed: ChangedInput;
}

/** The first change by a call that matters: bytes belong to the decoder alone. */
function firstChange(result: ProbeResult | undefined): Change | null {
  if (result?.kind !== 'ran') return null;
  const changes = result.calls.flatMap(({ call, changed }) =>
    changed.map((each): Change => ({ call, changed: each })),
  );
  return changes.find(({ changed }) => changed.input !== 'bytes') ?? changes[0] ?? null;
}

/** The sites that change that input in such a call, the first one first. */
function* changingSites(
  scene: FailureScene,
  clip: Clip,
  { call, changed }: Change,
): Experimenting<readonly number[]> {
  const all = new Set(writeSites(scene.code).keys());
  const source = guardInputs(scene.code, 'left_out', all);
  if (source === null) return [];
  const [result] = yield [probeOf(scene, { source, clip, ticksPerCall: ticks(scene) })];
  if (result?.kind !== 'ran') return [];
  const input = changed.input === 'context.previous' ? 1 : 0;
  const sites = result.calls
    .filter((each) => each.call === call)
    .flatMap(({ reading }) => guardedSites(reading))
    .filter((each) => each.input === input)
    .map(({ site }) => site);
  return [...new Set(sites)].slice(0, 8);
}

interface Mended {
  readonly guard: Guard;
  readonly source: string;
  readonly site: number;
}

/** The first guard with which all these clips come back: a single site before all of them together. */
function* mendingGuard(
  scene: FailureScene,
  clips: readonly Clip[],
  sites: readonly number[],
): Experimenting<Mended | null> {
  const [first] = sites;
  if (first === undefined) return null;
  const groups = sites.length === 1 ? [sites] : [...sites.map((site) => [site]), sites];
  const tried = (['left_out', 'sites_left_out', 'read_as_given'] as const).flatMap((guard) =>
    (guard === 'read_as_given' ? [sites] : groups).flatMap((some): Mended[] => {
      const source = guardInputs(scene.code, guard, new Set(some));
      return source === null ? [] : [{ guard, source, site: some[0] ?? first }];
    }),
  );
  const probes = tried.map(({ source }) =>
    clips.map((clip): Probe => probeOf(scene, { source, clip, ticksPerCall: ticks(scene) })),
  );
  const results = yield probes.flat();
  const found = probes.findIndex((some, i) =>
    some.every((probe, j) => cameBack(scene, probe, results[i * clips.length + j])),
  );
  return tried[found] ?? null;
}

function lineOf({ code }: FailureScene, site: number): number {
  const { node } = writeSites(code)[site] ?? { node: code.program };
  return code.locate(node).line;
}

function causeAt(scene: FailureScene, site: number, { call, changed }: Change): ChangedInputCause {
  const { code } = scene;
  const { node } = writeSites(code)[site] ?? { node: code.program };
  const owner = enclosingFunction(code, node);
  const { input, index, before, after } = changed;
  return {
    kind: 'changed_input',
    confidence: 'proved',
    location: code.locate(node),
    repair: null,
    ...{ input, index, before, after },
    functionName: (owner && functionName(code, owner)) ?? callName(call),
    text: code.excerpt(node, mostFact),
  };
}
