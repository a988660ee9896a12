/** Is it what lives in module variables: shared by the two sides in one machine, or kept from frame to frame? */

import { changesOf } from '../source/changes.ts';
import { reachedBy } from '../source/functions.ts';
import {
  type ModuleVariable,
  moduleVariables,
  type Renewal,
  type RenewalPlan,
  renewState,
} from '../source/module-state.ts';
import { mostFact } from './bounds.ts';
import type { StateCause } from './causes/state.ts';
import { comesBack } from './confirm.ts';
import { changedBy, divergenceIn, type HeldState, readState } from './divergence.ts';
import type { Experiment } from './investigated.ts';
import { type Finding, nothingFound } from './investigation.ts';
import type { Experimenting, Probe } from './probe.ts';
import { cameBack, type FailureScene, probeOf } from './scene.ts';

/** More are not looked at one by one. */
const mostVariables = 16;

type Side = 'encoder' | 'decoder' | 'both';

/** The family of experiments about state. */
export function* stateFamily(scene: FailureScene): Experimenting<Finding> {
  const several = scene.clip.frames.length > 1;
  const lifetime = several ? 'frame' : 'clip';
  const [shared, fresh] = yield [
    probeOf(scene, { machines: 'shared' }),
    probeOf(scene, { lifetime }),
  ];
  if (cameBack(scene, scene, shared)) return yield* sharedVariables(scene);
  const alone: Experiment = {
    name: 'encoder and decoder in one machine',
    outcome: 'excluded',
    detail:
      'It fails in one machine, too: the decoder does not lack a variable that only the encoder sets.',
  };
  if (!several || shared?.kind !== 'ran' || fresh?.kind !== 'ran') {
    return shared?.kind === 'ran' ? { ...nothingFound, experiments: [alone] } : nothingFound;
  }
  const kept = cameBack(scene, scene, fresh)
    ? yield* keptVariables(scene)
    : excluding(
        'It fails with fresh machines for each frame, too: it is not what is kept between frames.',
      );
  return { ...kept, experiments: [alone, ...kept.experiments] };
}

function excluding(detail: string): Finding {
  const name = 'fresh machines for each frame';
  return { ...nothingFound, experiments: [{ name, outcome: 'excluded', detail }] };
}

interface Named {
  readonly variables: readonly ModuleVariable[];
  readonly side: Side;
  readonly source: string;
}

function* sharedVariables(scene: FailureScene): Experimenting<Finding> {
  const name = 'encoder and decoder in one machine';
  const detail =
    'In one machine every frame comes back; in two machines, which share only the bytes, it does not.';
  const suspects = moduleVariables(scene.code).slice(0, mostVariables);
  const plans = (['as_loaded', 'evaluated_anew'] as const).flatMap((how) =>
    suspects.map((variable) => planFor([variable], 'decoder', how)),
  );
  const probes = plans.map((plan) => renewing(scene, plan, 'shared'));
  const results = yield probes.flatMap((probe) => probe ?? []);
  let next = 0;
  const carriers = suspects.filter((_, i) => {
    const probe = probes[i];
    return probe && !cameBack(scene, probe, results[next++]);
  });
  const [first] = carriers;
  const experiments: Experiment[] = [{ name, outcome: 'confirmed', detail }];
  if (first === undefined) return { ...nothingFound, experiments };
  const changes = changesOf(scene.code, first.name, 'compress');
  const [change] = changes.length === 1 ? changes : [];
  const cause: StateCause = {
    kind: 'shared_variable',
    confidence: 'proved',
    location: scene.code.locate(change?.node ?? first.declarator),
    repair: null,
    change: change
      ? {
          line: scene.code.locate(change.node).line,
          text: scene.code.excerpt(change.node, mostFact),
          method: change.method,
        }
      : null,
    variables: carriers.slice(0, 4).map((each) => each.name),
  };
  return {
    experiments,
    causes: [cause],
    clues: [],
    suspicions: [{ line: cause.location.line, why: 'state' }],
  };
}

function* keptVariables(scene: FailureScene): Experimenting<Finding> {
  const name = 'fresh machines for each frame';
  const found = yield* namedVariables(scene);
  if (found === null) {
    const detail =
      'With fresh machines for each frame everything comes back: it is what the module keeps from frame to frame.';
    return { ...nothingFound, experiments: [{ name, outcome: 'confirmed', detail }] };
  }
  const { variables, side } = found;
  const names = variables.map((variable) => variable.name);
  const held = yield* readState(scene);
  const convinces = held === null ? 'no' : isOneSided(scene, found, held);
  const divergence = held && divergenceIn(held, names);
  const detail = `With fresh machines for each frame everything comes back, and also when only ${names.join(', ')} begins anew (${side}).`;
  const experiment = { name, detail: detail.slice(0, 600) };
  const location = scene.code.locate(variables[0]?.declarator ?? 0);
  const suspicions = [{ line: location.line, why: 'state' }];
  if (convinces === 'no' || (side === 'both' && divergence === null)) {
    return { ...nothingFound, experiments: [{ ...experiment, outcome: 'open' }], suspicions };
  }
  const confirmed = yield* comesBack(scene, found.source);
  const cause: StateCause = {
    kind: 'kept_state',
    confidence: confirmed && convinces === 'yes' ? 'proved' : 'likely',
    ...{ location, repair: null, variables: names, side, divergence },
    regexp: variables.every(isStickyRegexp),
  };
  const experiments: Experiment[] = [{ ...experiment, outcome: 'confirmed' }];
  return { ...nothingFound, experiments, causes: [cause], suspicions };
}

function isStickyRegexp({ declarator: { init } }: ModuleVariable): boolean {
  return init?.type === 'Literal' && 'regex' in init && /[gy]/.test(init.regex?.flags ?? '');
}

/**
 * Whether one side keeps what the other has no counterpart of. Renewing a memory also turns off whatever refers to
 * it: where the other side has a memory of its own, that says nothing about which of the two is wrong.
 */
function isOneSided(
  { code }: FailureScene,
  { variables, side }: Named,
  held: HeldState,
): 'yes' | 'maybe' | 'no' {
  if (side === 'both') return 'maybe';
  const other = side === 'encoder' ? 'decompress' : 'compress';
  const names = variables.map(({ name }) => name);
  const own = changedBy(held, other).filter((name) => !names.includes(name));
  if (own.length === 0) return 'yes';
  const used = reachedBy(code, other).flatMap((node) =>
    node.type === 'Identifier' ? [node.name] : [],
  );
  return names.some((name) => used.includes(name)) ? 'maybe' : 'no';
}

/** The fewest variables, and the side, with whose renewal everything comes back. */
function* namedVariables(scene: FailureScene): Experimenting<Named | null> {
  const all = moduleVariables(scene.code).slice(0, mostVariables);
  if (all.length === 0) return null;
  for (const how of ['as_loaded', 'evaluated_anew'] as const) {
    const usable = how === 'as_loaded' ? all : all.filter(({ declarator }) => declarator.init);
    for (const side of ['encoder', 'decoder', 'both'] as const) {
      const single = yield* firstMending(
        scene,
        usable.map((each) => planFor([each], side, how)),
      );
      if (single !== null) return { ...single, side };
    }
  }
  const together = (['encoder', 'decoder', 'both'] as const).map((side) =>
    planFor(all, side, 'as_loaded'),
  );
  const joint = yield* firstMending(scene, together);
  return joint === null ? null : yield* fewer(scene, joint, together);
}

interface Plan extends RenewalPlan {
  readonly variables: readonly ModuleVariable[];
}

function planFor(variables: readonly ModuleVariable[], side: Side, how: Renewal): Plan {
  const names = variables.map(({ name }) => name);
  return {
    ...{ variables, how },
    encoder: side === 'decoder' ? [] : names,
    decoder: side === 'encoder' ? [] : names,
  };
}

function renewing(scene: FailureScene, plan: Plan, machines: Probe['machines']): Probe | null {
  const source = renewState(scene.code, plan);
  return source === null
    ? null
    : probeOf(scene, { source, machines, ticksPerCall: 4 * scene.ticksPerCall });
}

function* firstMending(
  scene: FailureScene,
  plans: readonly Plan[],
): Experimenting<(Pick<Named, 'variables' | 'source'> & { readonly at: number }) | null> {
  const tried = plans.flatMap((plan, at) => {
    const probe = renewing(scene, plan, 'separate');
    return probe === null ? [] : [{ plan, probe, at }];
  });
  if (tried.length === 0) return null;
  const results = yield tried.map(({ probe }) => probe);
  const found = tried.find(({ probe }, i) => cameBack(scene, probe, results[i]));
  if (found === undefined) return null;
  return { variables: found.plan.variables, source: found.probe.source, at: found.at };
}

/** Leaves out one variable after the other, as long as everything comes back. */
function* fewer(
  scene: FailureScene,
  joint: Pick<Named, 'variables' | 'source'> & { readonly at: number },
  together: readonly Plan[],
): Experimenting<Named> {
  const side = (['encoder', 'decoder', 'both'] as const)[joint.at] ?? 'both';
  let { variables, source } = joint;
  for (const each of together[joint.at]?.variables ?? []) {
    const rest = variables.filter((other) => other !== each);
    if (rest.length === 0) break;
    const mended = yield* firstMending(scene, [planFor(rest, side, 'as_loaded')]);
    if (mended !== null) ({ variables, source } = mended);
  }
  return { variables, source, side };
}
