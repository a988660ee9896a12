/** Small repairs, run: the one that brings everything back shows the mistake. */

import { applyEdits } from '../../mutation/mutant.ts';
import { endsMachine } from '../../outcome.ts';
import { originalProbe } from '../confirm.ts';
import type { Finding, Suspicion } from '../investigation.ts';
import { nothingFound } from '../investigation.ts';
import type { Experimenting, Probe } from '../probe.ts';
import type { FailureScene } from '../scene.ts';
import { cameBack, probeOf } from '../scene.ts';
import { withoutBypasses } from './bypass.ts';
import { type Checked, chosenCause, isTelling, repairClues } from './choose.ts';
import { combined } from './combine.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { furtherCases } from './further.ts';
import { type Turn, turnOf } from './groups.ts';
import { type Ranked, rankedRepairs } from './rank.ts';
import { type RepairTree, repairTree } from './repair.ts';
import {
  askedOf,
  type Case,
  readable,
  smokeOf,
  type TrialBench,
  type Tried,
  trialBench,
  tryOn,
} from './trials.ts';
import { type Held, weighed } from './weigh.ts';

/** Repairs that are run on the smallest failing frame, so many before it is looked whether one is enough. */
const mostTried = 768;
/** The same where each needs a probe of its own. */
const mostTriedAlone = 128;
/** Each version is parsed and loaded anew: of long sources fewer are tried, so many characters in all. */
const mostCharacters = 8_000_000;
/** In one round, on frames that take few ticks and on others. */
const rounds = { quick: 192, slow: 48 };
const quickTicks = 100;
/** Share of the ticks after which no further round begins. */
const enough = 0.6;
/** Of so many it is asked what they keep from running. */
const mostDoubted = 6;
/** So many are run on what costs much. */
const mostChecked = 3;
/** What is untried promises less than this share of what holds: it is not tried. */
const hopeless = 0.4;

/** Tries repairs in the order of the evidence; the best that holds everywhere is the cause. */
export function* repairsExperiment(
  scene: FailureScene,
  suspicions: readonly Suspicion[],
): Experimenting<Finding> {
  const tree = repairTree(scene.code);
  const evidence = yield* gatherEvidence(scene, suspicions);
  const most = endsMachine(scene.lead.fault) ? mostTriedAlone : mostTried;
  const ranked = combined(tree, rankedRepairs(tree, evidence)).slice(
    0,
    Math.min(most, Math.ceil(mostCharacters / scene.source.length)),
  );
  const { held, tried, mended } = yield* tryInTurn(scene, tree, ranked);
  const sincere = yield* sincereRepairs(scene, { evidence, tree }, held);
  const known = yield* checked(scene, sincere);
  const cause = chosenCause(tree, known);
  const detail = `${tried} small repairs were run on the smallest failing frame: ${mended} mend it there, ${held.length} of them on all the small frames that were tried.`;
  const outcome = cause === null ? 'open' : 'confirmed';
  return {
    ...nothingFound,
    experiments: [{ name: 'small repairs', outcome, detail }],
    causes: cause === null ? [] : [cause],
    clues: repairClues(tree, known),
  };
}

/** The most convincing ones again, less those that only keep the failing code from running. */
function* sincereRepairs(
  scene: FailureScene,
  { evidence, tree }: { readonly evidence: Evidence; readonly tree: RepairTree },
  held: readonly Held[],
): Experimenting<readonly Held[]> {
  const best = yield* withoutBypasses(scene, evidence, { tree, held: held.slice(0, mostDoubted) });
  const rest = held.slice(mostDoubted);
  return [...best, ...rest].sort((a, b) => b.weight - a.weight);
}

interface InTurn {
  /** Those that hold in every small case, the most convincing first. */
  readonly held: readonly Held[];
  readonly tried: number;
  /** So many mend the smallest failing frame. */
  readonly mended: number;
}

/** Round by round, until nothing that is left could be as convincing as what holds. */
function* tryInTurn(
  scene: FailureScene,
  tree: RepairTree,
  ranked: readonly Ranked[],
): Experimenting<InTurn> {
  const bench = trialBench(scene);
  const cases = [...smokeOf(scene).small.toReversed(), ...furtherCases(scene.quality)];
  const own = { clip: scene.clip, quality: scene.quality };
  const before = yield* asItIs(scene, [own, ...cases]);
  const round = scene.ticksPerCall <= quickTicks ? rounds.quick : rounds.slow;
  let held: readonly Held[] = [];
  let [tried, mended] = [0, 0];
  let left = ranked;
  while (left.length > 0 && bench.ticks < enough * bench.mostTicks) {
    const [some, rest] = [left.slice(0, round), left.slice(round)];
    const turns = yield* tryOn(bench, own, readable(bench, some));
    const back = turns.filter(({ turn }) => turn.cameBack);
    [tried, mended] = [tried + some.length, mended + back.length];
    const holding = yield* holdingIn(bench, cases, back);
    held = [...held, ...weighed({ floor: scene.floor, sideOf: tree.sideOf }, holding, before)].sort(
      (a, b) => b.weight - a.weight,
    );
    left = worthTrying(held, rest);
  }
  return { held, tried, mended };
}

/** What could still be as convincing as what holds: where that only mends, what would show the mistake, too. */
function worthTrying(held: readonly Held[], rest: readonly Ranked[]): readonly Ranked[] {
  const [best] = held;
  if (best === undefined) return rest;
  const showing = held.find(isTelling)?.weight ?? 0;
  return rest.filter((each) =>
    isTelling(each) ? each.score >= hopeless * showing : each.score >= hopeless * best.weight,
  );
}

/** What the source does in each case as it is. */
function* asItIs(scene: FailureScene, cases: readonly Case[]): Experimenting<readonly Turn[]> {
  const results = yield cases.map((spec) =>
    probeOf(scene, { ...spec, ticksPerCall: scene.limits.ticks_base }),
  );
  return cases.map((spec, i) => {
    const result = results[i];
    return turnOf(askedOf(scene, spec), spec.clip, result?.kind === 'ran' ? result.calls : []);
  });
}

/** Those that hold in every case, with what they did there; one case after the other, so that few runs are needed. */
function* holdingIn(
  bench: TrialBench,
  cases: readonly Case[],
  mended: readonly Tried[],
): Experimenting<readonly { readonly ranked: Ranked; readonly turns: readonly Turn[] }[]> {
  let left = mended.map(({ ranked, turn }) => ({ ranked, turns: [turn] as readonly Turn[] }));
  for (const spec of cases) {
    if (left.length === 0) break;
    const tried = yield* tryOn(
      bench,
      spec,
      left.map(({ ranked }) => ranked),
    );
    const turns = new Map(tried.map(({ ranked, turn }) => [ranked, turn]));
    left = left.flatMap(({ ranked, turns: known }) => {
      const turn = turns.get(ranked);
      return turn?.cameBack ? [{ ranked, turns: [...known, turn] }] : [];
    });
  }
  return left;
}

/** The best ones run by themselves on everything: the smoke cases that cost more, and the case that failed. */
function* checked(scene: FailureScene, held: readonly Held[]): Experimenting<Checked> {
  const { large, small } = smokeOf(scene);
  const kept: Held[] = [];
  for (const each of convincing(held)) {
    const source = applyEdits(scene.source, each.repair.edits);
    const specs = [...small, ...large].map((spec) =>
      probeOf(scene, { ...spec, source, ticksPerCall: 4 * scene.limits.ticks_base }),
    );
    const probes = [...specs, originalProbe(scene, source)];
    const results = yield probes;
    const holds = (probe: Probe, i: number) => cameBack(askedOf(scene, probe), probe, results[i]);
    // The last one is the case that failed.
    if (probes.slice(0, -1).every(holds) && cameBack(scene, scene.original, results.at(-1)))
      kept.push(each);
  }
  // What failed here is no rival either.
  const unchecked = held.filter((each) => !convincing(held).includes(each));
  return { proved: kept, held: [...kept, ...unchecked] };
}

/** The best, and the best of those that would show the mistake. */
function convincing(held: readonly Held[]): readonly Held[] {
  const showing = held.filter(isTelling).slice(0, mostChecked - 1);
  return held.filter((each, i) => i < mostChecked || showing.includes(each));
}
