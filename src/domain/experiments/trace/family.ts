/** Encoder and decoder in lock step: the first divergence, what cannot be read back, where a value is lost. */

import type { AnyNode } from 'acorn';
import { calledFunctions } from '../../source/functions.ts';
import type { TraceCause } from '../causes/trace.ts';
import type { Clue, Experiment } from '../investigated.ts';
import { type Finding, nothingFound, type Suspicion } from '../investigation.ts';
import type { Experimenting } from '../probe.ts';
import type { FailureScene } from '../scene.ts';
import { pairOf } from './channels.ts';
import { notInverse } from './inverse.ts';
import { findParting, type Parting } from './lockstep.ts';
import { lostInByte } from './lost-byte.ts';
import { narrowField } from './narrow-field.ts';
import { oddClues, originsOf, waysOf } from './odd-ways.ts';
import { odditiesOf, type SideOddity } from './oddities.ts';
import { splicing } from './parting.ts';
import { progressFamily } from './progress.ts';
import type { TraceEvent } from './reading.ts';
import { type Traced, traceRuns } from './runs.ts';
import { oddityWords } from './words.ts';

const lockStep = 'encoder and decoder in lock step';
const oddValues = 'values that only the failing frame has';

/** For frames that came back wrong, for calls that threw, and for those that did not end. */
export function* traceFamily(scene: FailureScene): Experimenting<Finding> {
  const { kind } = scene.lead.fault;
  if (endless.includes(kind)) return yield* progressFamily(scene);
  if (scene.lead.site.call === 'load' || !traceable.includes(kind)) return nothingFound;
  const traced = yield* traceRuns(scene);
  if (traced === null || traced.failing.frames.length === 0) return nothingFound;
  const seen = odditiesOf(traced.failing, traced.passing);
  const odd = seen.filter(({ elsewhere }) => elsewhere === 'never');
  const parting = findParting(scene.code, traced, scene.exact ? 'exact' : 'lossy');
  const causes = yield* causesOf(scene, traced, { parting, odd });
  const rare = odd.filter((each) => !['write_changed', 'read_absent'].includes(each.kind));
  const ways = waysOf(scene.code, traced.failing, rare);
  // What is given from outside shows something where frames come back as they were: lossy ones never do.
  const isOpen = scene.exact && causes.length === 0;
  const spliced = isOpen ? yield* splicing(scene, parting) : null;
  return {
    experiments: [...steps(parting, causes), ...oddSeen(odd)],
    causes,
    clues: [...oddClues(ways), ...(spliced === null ? partingClues(parting) : [spliced])],
    suspicions: [
      ...ways.flatMap(originsOf),
      ...suspicionsOf(parting, odd, kind),
      ...inCoding(scene, parting, seen),
      ...onStack(scene),
    ],
  };
}

const endless: readonly string[] = ['tick_limit', 'stack_overflow', 'out_of_memory'];
const traceable: readonly string[] = [
  'mismatch',
  'thrown',
  'wrong_size',
  'not_bytes',
  'output_too_large',
];

interface Evidence {
  readonly parting: Parting;
  readonly odd: readonly SideOddity[];
}

/** The most certain first; one that is proved needs no more probes. */
function* causesOf(
  scene: FailureScene,
  traced: Traced,
  { parting, odd }: Evidence,
): Experimenting<TraceCause[]> {
  const narrow = narrowField(scene.code, parting.pair, traced.passing.map(pairOf));
  if (narrow !== null) return [narrow];
  // What else shows a cause gives back frames as they were: lossy ones never are.
  if (!scene.exact) return [];
  const inverse = yield* notInverse(scene, parting.pair);
  if (inverse !== null) return [inverse];
  const lost = yield* lostInByte(scene, traced, parting.pair, odd);
  return lost === null ? [] : [lost];
}

function steps(parting: Parting, causes: readonly TraceCause[]): Experiment[] {
  const outcome = causes.some(({ confidence }) => confidence === 'proved') ? 'confirmed' : 'open';
  const detail = partingSentences(parting).join(' ');
  return detail === '' ? [] : [{ name: lockStep, outcome, detail }];
}

/** The places of the decoder, where what is wrong is first seen. */
function partingClues(parting: Parting): readonly Clue[] {
  const { coded, first, sample } = parting;
  const line = (coded?.decoder ?? first?.decoder ?? sample?.write)?.site.location.line;
  const words = partingSentences(parting).join(' ');
  return line === undefined || words === '' ? [] : [{ line, words }];
}

function partingSentences({ first, coded, sample }: Parting): readonly string[] {
  const sentences: string[] = [];
  if (coded?.encoder && coded.decoder) {
    sentences.push(
      `${place(coded.encoder)} is given ${value(coded.encoder)}, and ${place(coded.decoder)} gives ${value(coded.decoder)} back, after ${coded.agreed} that agree.`,
    );
  } else if (first?.encoder && first.decoder) {
    sentences.push(
      `Value ${first.agreed + 1} of ${first.channel.name} is the first to differ: ${value(first.encoder)} in ${place(first.encoder)}, ${value(first.decoder)} in ${place(first.decoder)}.`,
    );
  }
  if (sample !== null) {
    sentences.push(
      `The first wrong sample is written in ${place(sample.write)}: ${sample.actual}, not ${sample.expected}.`,
    );
  }
  return sentences;
}

function place({ site }: TraceEvent): string {
  return `${site.functionName ?? 'a function'} (line ${site.location.line})`;
}

function value({ tag, value: number, index }: TraceEvent): string {
  if (tag === 'array') return `an array of ${index} with the checksum ${number}`;
  return tag === 'number' ? `${number}` : tag === 'string' ? 'a text' : tag;
}

const mostOdd = 3;

function oddSeen(odd: readonly SideOddity[]): Experiment[] {
  const [first] = odd;
  if (first === undefined) return [];
  const detail = odd.slice(0, mostOdd).map(oddityWords).join(' ');
  return [{ name: oddValues, outcome: 'open', detail }];
}

/** Values that are none come first where a call threw; where a frame is wrong, what led to the first divergence. */
function suspicionsOf(
  { lines }: Parting,
  odd: readonly SideOddity[],
  kind: string,
): readonly Suspicion[] {
  const parted = lines.map((line): Suspicion => ({ line, why: 'first divergence' }));
  const odds = odd
    .slice(0, 6)
    .map(({ site }): Suspicion => ({ line: site.location.line, why: 'odd value' }));
  const strong = odd.filter((each) => strongKinds.includes(each.kind)).length;
  return kind === 'thrown' || strong > 0
    ? [...odds.slice(0, 2), ...parted, ...odds.slice(2)]
    : [...parted, ...odds];
}

const strongKinds: readonly string[] = [
  'read_outside',
  'made_nan',
  'absent_operand',
  'converted_changed',
  'argument_changed',
  'text_for_number',
];

/** Where reader and writer part, what looks odd inside of either is suspect, although it may be harmless elsewhere. */
function inCoding(
  { code }: FailureScene,
  { coded }: Parting,
  seen: readonly SideOddity[],
): readonly Suspicion[] {
  const roots = [coded?.encoder, coded?.decoder].flatMap((event) => event?.site.within ?? []);
  const reached = new Set<AnyNode>(roots);
  for (const root of reached) {
    for (const node of code.within(root)) {
      if (node.type !== 'CallExpression') continue;
      for (const called of calledFunctions(code, node)) reached.add(called);
    }
  }
  return seen
    .filter(
      ({ site, kind }) =>
        site.within !== null && reached.has(site.within) && kind !== 'write_changed',
    )
    .map(({ site }) => ({ line: site.location.line, why: 'odd value in reader or writer' }));
}

/** The lines through which a call went that threw. */
function onStack({ lead }: FailureScene): readonly Suspicion[] {
  if (lead.fault.kind !== 'thrown') return [];
  const lines = [...lead.fault.stack.matchAll(/codec\.js:([1-9]\d{0,6})/g)].map(([, line]) =>
    Number(line),
  );
  return lines.slice(0, 4).map((line) => ({ line, why: 'on the stack' }));
}
