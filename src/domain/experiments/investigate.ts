/** The investigation of a failure: families of experiments in their order, from cheap and certain on. */

import type { Cause } from './cause.ts';
import { inputsFamily } from './inputs.ts';
import { type Experiment, type Investigation, mostExperiments } from './investigated.ts';
import type { Family, Suspicion } from './investigation.ts';
import type { Experimenting } from './probe.ts';
import type { FailureScene } from './scene.ts';
import { shrinkScene, smallestFrame } from './smallest.ts';
import { stateFamily } from './state.ts';

const families: readonly Family[] = [inputsFamily, stateFamily];

/** What experiments say about a failure. Pure: the same answers, the same investigation. */
export function* investigating(original: FailureScene): Experimenting<Investigation> {
  const scene = yield* shrinkScene(original);
  const experiments: Experiment[] = [];
  const causes: Cause[] = [];
  const suspicions: Suspicion[] = [];
  for (const family of families) {
    const found = yield* family(scene, suspicions);
    experiments.push(...found.experiments);
    causes.push(...found.causes);
    suspicions.push(...found.suspicions);
    if (found.causes.some(({ confidence }) => confidence === 'proved')) break;
  }
  return {
    experiments: experiments.slice(0, mostExperiments),
    smallest: smallestFrame(scene),
    cause: causes.find(({ confidence }) => confidence === 'proved') ?? causes[0] ?? null,
  };
}
