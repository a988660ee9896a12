/** The investigation of a failure: families of experiments in their order, from cheap and certain on. */

import type { Cause } from './cause.ts';
import { chooseCause } from './choose-cause.ts';
import { inputsFamily } from './inputs.ts';
import {
  type Clue,
  type Experiment,
  type Investigation,
  mostClues,
  mostExperiments,
  mostWords,
} from './investigated.ts';
import type { Family, Suspicion } from './investigation.ts';
import type { Experimenting } from './probe.ts';
import { qualityFamily } from './quality.ts';
import { repairsExperiment } from './repairs/experiment.ts';
import type { FailureScene } from './scene.ts';
import { shrinkScene, smallestFrame } from './smallest.ts';
import { stateFamily } from './state.ts';
import { traceFamily } from './trace/family.ts';

const families: readonly Family[] = [inputsFamily, stateFamily, traceFamily, repairsExperiment];

/** What experiments say about a failing call. Pure: the same answers, the same investigation. */
export function* investigating(original: FailureScene): Experimenting<Investigation> {
  const scene = yield* shrinkScene(original);
  const found = yield* inTurn(families, scene);
  return { ...found, smallest: smallestFrame(scene) };
}

/** What experiments say about a curve that misses its window. */
export function* investigatingCurve(original: FailureScene): Experimenting<Investigation> {
  const quality = yield* inTurn([qualityFamily], original);
  if (!original.floor) return { ...quality, smallest: null };
  const scene = yield* shrinkScene(original);
  const found = yield* inTurn(families, scene);
  const experiments = [...quality.experiments, ...found.experiments].slice(0, mostExperiments);
  // That the quality is ignored is true and says little: why it is, is the better cause.
  const better = found.cause?.confidence === 'proved' ? found.cause : null;
  return {
    experiments,
    clues: found.clues,
    cause: better ?? quality.cause ?? found.cause,
    smallest: smallestFrame(scene),
  };
}

type Found = Pick<Investigation, 'experiments' | 'cause' | 'clues'>;

/** One family after the other, until a cause is proved; then repairs alone, which may mend it. */
function* inTurn(some: readonly Family[], scene: FailureScene): Experimenting<Found> {
  const experiments: Experiment[] = [];
  const causes: Cause[] = [];
  const suspicions: Suspicion[] = [];
  const clues: Clue[] = [];
  for (const family of some) {
    const proved = causes.some(({ confidence }) => confidence === 'proved');
    if (proved && family !== repairsExperiment) continue;
    const found = yield* family(scene, suspicions);
    experiments.push(...found.experiments);
    causes.push(...found.causes);
    suspicions.push(...found.suspicions);
    // What a run mended comes before what only looked odd.
    clues.unshift(...found.clues);
  }
  return {
    // Names of a candidate can be of any length.
    experiments: experiments
      .slice(0, mostExperiments)
      .map((each) => ({ ...each, detail: each.detail.slice(0, mostWords) })),
    clues: clues
      .slice(0, mostClues)
      .map((each) => ({ ...each, words: each.words.slice(0, mostWords) })),
    cause: chooseCause(causes),
  };
}
