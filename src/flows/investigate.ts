/** Runs the experiments of an investigation within their bounds. */

import { curveGaps } from '../domain/compare.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import {
  mostProbes,
  mostSmallSamples,
  mostTicks,
  mostTicksOnSmall,
  ticksPerProbe,
} from '../domain/experiments/bounds.ts';
import { investigating, investigatingCurve } from '../domain/experiments/investigate.ts';
import type { Investigation } from '../domain/experiments/investigated.ts';
import { openCurveScene, openScene } from '../domain/experiments/open-scene.ts';
import type { Experimenting, ProbeResult, Probes } from '../domain/experiments/probe.ts';
import type { FailureScene } from '../domain/experiments/scene.ts';
import type { EvaluationFailed } from '../domain/outcome.ts';
import { sampleCount } from '../domain/video/frame.ts';
import type { Subject } from '../ports/evaluator.ts';
import type { ProbeBench, ProbeRunner } from '../ports/probe-runner.ts';

/** So many at once; after each lot the bounds are looked at, so that they do not depend on the number of cores. */
const lot = 16;
/** An experiment that goes on asking without an answer is broken. */
const mostRounds = 2000;

export interface Laboratory {
  readonly sandbox: ProbeBench;
  /** `none` where nobody asks for the cause of a failure: fixes that are only tried. */
  readonly experiments?: 'none' | undefined;
}

/**
 * The failure with what experiments found out about it. Never rejects: an investigation that breaks leaves the
 * failure as it was, since no verdict depends on it.
 */
export async function investigate(
  subject: Subject,
  failed: EvaluationFailed,
  { sandbox: bench, experiments }: Laboratory,
): Promise<EvaluationFailed> {
  if (experiments === 'none') return failed;
  const investigation = await investigationOf(subject, failed, bench).catch(() => null);
  return investigation === null ? failed : { ...failed, investigation };
}

async function investigationOf(
  { source, benchmark }: Subject,
  failed: EvaluationFailed,
  bench: ProbeBench,
): Promise<Investigation | null> {
  const scene = openScene(source, benchmark, failed);
  if (scene === null) return null;
  const { limits, exact } = scene;
  return conduct(investigating(scene), bench.probing({ limits, exact }), purseFor(scene));
}

/** What experiments found out about a curve that misses its window; null when it spans all, or it broke. */
export async function investigateCurve(
  { source, benchmark }: Subject,
  evaluation: Evaluation,
  { sandbox: bench, experiments }: Laboratory,
): Promise<Investigation | null> {
  // Held-out clips have no windows that a curve could miss.
  if (experiments === 'none' || benchmark.clips.some(({ windows }) => windows === null))
    return null;
  const gaps = curveGaps(benchmark, evaluation);
  const scene = gaps.length === 0 ? null : openCurveScene(source, benchmark, { evaluation, gaps });
  if (scene === null) return null;
  const { limits, exact } = scene;
  const runner = bench.probing({ limits, exact });
  return conduct(investigatingCurve(scene), runner, purseFor(scene)).catch(() => null);
}

export interface Spent {
  /** Ticks that may be spent. */
  readonly most: number;
  probes: number;
  ticks: number;
  /** Nothing more is run: a bound is reached, or a probe was stopped. */
  over: boolean;
}

function purse(most: number): Spent {
  return { most, probes: 0, ticks: 0, over: false };
}

function purseFor({ original: { clip } }: FailureScene): Spent {
  return purse(sampleCount(clip) > mostSmallSamples ? mostTicks : mostTicksOnSmall);
}

/**
 * What an experiment comes to. Beyond the bounds its probes are answered as if they had been stopped, so that
 * it ends with what it knows.
 */
export async function conduct<T>(
  experiment: Experimenting<T>,
  runner: ProbeRunner,
  spent: Spent = purse(mostTicks),
): Promise<T> {
  let step = experiment.next();
  for (let round = 0; !step.done; round++) {
    if (round > mostRounds) throw new Error('an experiment does not come to an end');
    step = experiment.next(await answers(step.value, runner, spent));
  }
  return step.value;
}

async function answers(
  probes: Probes,
  runner: ProbeRunner,
  spent: Spent,
): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  while (results.length < probes.length) {
    const some = nextLot(probes.slice(results.length), spent);
    const given = spent.over
      ? some.map((): ProbeResult => ({ kind: 'stopped' }))
      : await runner.probe(some);
    results.push(...given);
    if (!spent.over) charge(spent, given);
  }
  return results;
}

/** As many as can use up their ticks without going far beyond the bound; at least one. */
function nextLot(probes: Probes, { most, ticks }: Spent): Probes {
  let left = most - ticks;
  const end = probes.slice(0, lot).findIndex(({ ticksPerCall }, at) => {
    left -= ticksPerCall + ticksPerProbe;
    return left < 0 && at > 0;
  });
  return probes.slice(0, end === -1 ? lot : end);
}

function charge(spent: Spent, results: readonly ProbeResult[]): void {
  for (const result of results) {
    spent.probes += 1;
    spent.ticks += ticksPerProbe + (result.kind === 'ran' ? result.ticks : 0);
  }
  const stopped = results.some(({ kind }) => kind === 'stopped');
  spent.over = stopped || spent.probes >= mostProbes || spent.ticks >= spent.most;
}
