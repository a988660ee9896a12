/** A call that does not end: which loop runs, what stands still, and who calls itself with what it was given. */

import { instrument } from '../../source/instrument.ts';
import type { Clip } from '../../video/frame.ts';
import type { EndlessRecursionCause } from '../causes/trace.ts';
import { pictured } from '../contents.ts';
import type { Experiment } from '../investigated.ts';
import type { Finding, Suspicion } from '../investigation.ts';
import { nothingFound } from '../investigation.ts';
import type { Experimenting } from '../probe.ts';
import { type FailureScene, probeOf } from '../scene.ts';
import { callsIn, type TracedCall } from './calls.ts';
import { oddClues, originsOf, waysOf } from './odd-ways.ts';
import { odditiesOf } from './oddities.ts';
import { type CallTrace, type LoopRun, readTrace } from './reading.ts';
import { type TracedRun, tracedRun } from './runs.ts';
import {
  experimentName,
  isStuck,
  lastReading,
  mostSteps,
  mostTicks,
  standingStill,
} from './stuck-loop.ts';

const mostDepth = 240;
const sameCalls = 40;
const smallTicks = 200;

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
    // Of the others only those count that end.
    probeOf(scene, { source, clip, ticksPerCall: clip === scene.clip ? mostTicks : smallTicks }),
  );
  const trace = readTrace(lastReading(results[0]), instrumented);
  if (trace === null) return nothingFound;
  if (kind === 'stack_overflow') return recursionIn(scene, trace);
  const runs = [scene.clip, ...small].map((clip, i) =>
    tracedRun(scene, instrumented, { clip, result: results[i] }),
  );
  return withOddValues(scene, yield* loopsIn(scene, trace), runs);
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
      ...ways.flatMap((way) => [
        ...originsOf(way),
        { line: way.odd.site.location.line, why: 'odd value' },
      ]),
      ...found.suspicions,
    ],
  };
}

function* loopsIn(scene: FailureScene, trace: CallTrace): Experimenting<Finding> {
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
    return yield* standingStill(scene, { outermost, suspicions });
  }
  const [first] = busy;
  if (first === undefined) return nothingFound;
  const detail = `Most rounds (${first.rounds} of ${mostSteps} that were let run) are those of the loop at line ${first.loop.location.line}; what its condition looks at does change.`;
  const clue = { line: first.loop.location.line, words: detail };
  return {
    ...nothingFound,
    experiments: [{ name: experimentName, outcome: 'open', detail }],
    suspicions,
    clues: [clue],
  };
}

function isAround(outer: LoopRun, node: LoopRun['loop']['node']): boolean {
  const { start, end } = outer.loop.node;
  return start < node.start && node.end < end;
}

function recursionIn({ code }: FailureScene, trace: CallTrace): Finding {
  const all = callsIn(code, trace.events);
  const byNode = new Map<unknown, TracedCall[]>();
  for (const call of all.filter(({ recursive }) => recursive))
    byNode.set(call.node, [...(byNode.get(call.node) ?? []), call]);
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
    const detail = `${who} (line ${line}) calls itself again and again: ${deepest.length} of ${mostDepth} calls and rounds are its own, and its arguments change from call to call.`;
    const clues = [{ line, words: detail }];
    return {
      ...nothingFound,
      experiments: [{ name: experimentName, outcome: 'open', detail }],
      suspicions,
      clues,
    };
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
  const experiments: Experiment[] = [{ name: experimentName, outcome: 'confirmed', detail }];
  return { ...nothingFound, experiments, causes: [cause], suspicions };
}
